"""Recipients from a sheet: looked at first, asked where it is doubtful, and made once."""

import io

import frappe
import pytest
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage

from tests import factories as make
from tests.queries import queries_of
from tests.site.service_needs.needs_world import RECIPIENT, as_user, recipient
from volunteer_services.api import recipient_sheets as api
from volunteer_services.exceptions import RecipientSheetError
from volunteer_services.service_needs.services.recipients import importing

HEAD = [
	"序号",
	"姓名",
	"性别",
	"出生年月",
	"对象类别",
	"居住情况",
	"住址",
	"联系电话",
	"同意日期",
	"同意方式",
	"备注",
]
ROW = [
	1,
	"陈婆婆",
	"女",
	"1945年3月",
	"独居老人、患者",
	"独居",
	"环市路1号301",
	"020-81234567",
	"2026.1.5",
	"书面",
	"喜欢粤剧",
]


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def book(*rows, head=HEAD, title="西村街道服务对象花名册") -> bytes:
	made = Workbook()
	for row in ([title], head, *rows, ["合计", f"共{len(rows)}人"]):
		made.active.append(row)
	out = io.BytesIO()
	made.save(out)
	return out.getvalue()


def changed(**values) -> list:
	row = dict(zip(HEAD, ROW, strict=True))
	row.update(values)
	return list(row.values())


def read(content: bytes, name: str = "花名册.xlsx") -> dict:
	return importing.read(name, content)


def planned(place, *rows) -> list[dict]:
	return importing.plan(read(book(*rows))["rows"], place.region.name)


def test_a_row_becomes_a_file_with_its_address_where_nobody_lists_it(place):
	found = read(book(ROW))
	assert found["left_out"] == ["序号", "备注"] and len(found["rows"]) == 1
	answer = as_user(place.manager, api.store, found["rows"], place.region.name, place.site.name)
	doc = frappe.get_doc(RECIPIENT, answer["made"][0])
	assert (doc.recipient_name, doc.sex, doc.birth_year, doc.living) == (
		"陈婆婆",
		"Female",
		1945,
		"Lives Alone",
	)
	assert [row.recipient_group for row in doc.groups] == ["Elderly Living Alone", "Patients"]
	assert (doc.address, doc.phone, doc.has_contact) == ("环市路1号301", "020-81234567", 1)
	assert (
		str(doc.consent_on) == "2026-01-05"
		and doc.consent_way == "Paper Form"
		and doc.site == place.site.name
	)
	assert frappe.db.count("Access Log", {"method": "volunteer_services.api.recipient_sheets.store"}) == 1


def test_texts_come_in_the_signs_of_old_offices(place):
	lines = "\n".join([",".join(HEAD), ",".join(map(str, ROW))])
	for encoding in ("gbk", "utf-8-sig", "gb18030"):
		assert read(lines.encode(encoding), "名单.csv")["rows"][0]["cells"]["recipient_name"] == "陈婆婆"


@pytest.mark.parametrize(
	("values", "words"),
	[
		({"对象类别": ""}, "Recipient Groups"),
		({"对象类别": "低保边缘人"}, "低保边缘人"),
		({"同意日期": ""}, "consent"),
		({"同意方式": "点头"}, "点头"),
		({"出生年月": "45"}, "45"),
		({"联系电话": "123"}, "at least 7 digits"),
		({"居住情况": "合租"}, "合租"),
		({"住址": "路" * 2001}, "2001"),
	],
)
def test_what_is_not_understood_is_refused_with_its_words(place, values, words):
	row = planned(place, changed(**values))[0]
	assert row["what"] == "Refused" and any(words in reason for reason in row["reasons"])
	rows = read(book(changed(**values)))["rows"]
	answer = as_user(place.manager, api.store, rows, place.region.name, place.site.name)
	assert not answer["made"] and answer["left"][0]["what"] == "Refused"


def test_who_is_on_file_stays_and_who_may_be_is_asked(place):
	doc = recipient(place)
	same, other_year, no_year = changed(), changed(出生年月="1950"), changed(出生年月="")
	plan = planned(place, same, other_year, no_year)
	assert [one["what"] for one in plan] == ["On File Already", "New", "To Be Decided"]
	assert plan[0]["file"] == doc.name and doc.name in plan[2]["reasons"][0]
	rows = read(book(same, other_year, no_year))["rows"]
	answer = as_user(place.manager, api.store, rows, place.region.name, place.site.name)
	assert len(answer["made"]) == 1 and [one["number"] for one in answer["left"]] == [3, 5]
	answer = as_user(place.manager, api.store, rows[2:], place.region.name, place.site.name, [5])
	assert len(answer["made"]) == 1


def test_sent_twice_it_makes_one(place):
	rows = read(book(ROW))["rows"]
	assert len(as_user(place.manager, api.store, rows, place.region.name, place.site.name)["made"]) == 1
	again = as_user(place.manager, api.store, rows, place.region.name, place.site.name)
	assert not again["made"] and again["left"][0]["what"] == "On File Already"


def test_twice_in_one_sheet_is_asked(place):
	assert [one["what"] for one in planned(place, ROW, ROW)] == ["New", "To Be Decided"]


def test_files_of_elsewhere_are_not_told_and_not_made(place):
	other = make.Place().staff()
	recipient(other)
	rows = read(book(ROW))["rows"]
	assert as_user(place.manager, importing.plan, rows, place.region.name)[0]["what"] == "New"
	answer = as_user(place.manager, importing.store, rows, other.region.name, None, set())
	assert not answer["made"] and answer["left"][0]["what"] == "Refused"
	for user in (place.leader, make.make_user(), "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, api.store, rows, place.region.name, place.site.name)
		with pytest.raises(frappe.PermissionError):
			as_user(user, api.preview, place.region.name)


def test_a_region_is_named_below_the_chosen_one(place):
	head = [*HEAD, "社区"]
	rows = read(book([*ROW, place.region.region_name], [*changed(姓名="李伯"), "别处社区"], head=head))[
		"rows"
	]
	plan = importing.plan(rows, place.district.name)
	assert [one["what"] for one in plan] == ["New", "Refused"] and "别处社区" in plan[1]["reasons"][0]
	made = as_user(place.officer, api.store, rows[:1], place.district.name)["made"]
	assert frappe.db.get_value(RECIPIENT, made[0], "region") == place.region.name


@pytest.mark.parametrize(
	("name", "content", "words"),
	[
		("x.xlsx", b"PK nothing", "no Excel file"),
		("x.xls", b"\xd0\xcf\x11\xe0", "no Excel file"),
		("x.csv", b"\x81", "damaged"),
		("x.csv", "电话,地址\n1,2".encode(), "No heading"),
		("x.csv", "姓名,电话\n合计,2".encode(), "no row with a name"),
		("x.csv", ("姓名,电话\n" + "陈,1234567\n" * 2001).encode(), "more than 2000"),
	],
)
def test_what_is_no_such_list_is_refused(place, name, content, words):
	with pytest.raises(RecipientSheetError, match=words):
		read(content, name)


def test_the_preview_reads_a_file_that_came_with_the_request(place, monkeypatch):
	file = FileStorage(io.BytesIO(book(ROW)), filename="花名册.xlsx")
	monkeypatch.setattr(frappe.local, "request", frappe._dict(files={"file": file}), raising=False)
	found = as_user(place.manager, api.preview, place.region.name)
	assert [one["what"] for one in found["plan"]] == ["New"] and found["plan"][0]["name"] == "陈**"
	monkeypatch.setattr(frappe.local, "request", frappe._dict(files={}), raising=False)
	with pytest.raises(RecipientSheetError, match="No file"):
		as_user(place.manager, api.preview, place.region.name)


def test_keys_that_are_no_columns_and_too_many_rows_are_not_taken(place):
	rows = read(book(ROW))["rows"]
	rows[0]["cells"] |= {"status": "Deceased", "owner": "x", "name": "SR-9", "last_served_on": "2026-01-01"}
	doc = frappe.get_doc(
		RECIPIENT, as_user(place.manager, api.store, rows, place.region.name, place.site.name)["made"][0]
	)
	assert doc.status == "On File" and not doc.last_served_on and doc.owner == place.manager
	with pytest.raises(RecipientSheetError, match="at most"):
		as_user(place.manager, api.store, rows * 101, place.region.name)


def test_a_plan_asks_as_much_for_many_rows_as_for_one(place, monkeypatch):
	one = read(book(ROW))["rows"]
	many = read(book(*[changed(姓名=f"陈{number}") for number in range(60)]))["rows"]
	importing.plan(one, place.region.name)
	first = queries_of(monkeypatch, importing.plan, one, place.region.name)
	assert queries_of(monkeypatch, importing.plan, many, place.region.name) <= first <= 6
