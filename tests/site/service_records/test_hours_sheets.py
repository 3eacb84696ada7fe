"""Hours from a sheet: looked at first, given to nobody by chance, made once, and approved by others."""

import datetime
import io

import frappe
import pytest
from frappe.utils import add_days, nowdate
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage

from tests import factories as make
from tests.queries import queries_of
from tests.site.service_needs.needs_world import as_user
from volunteer_services.api import hours_sheets as api
from volunteer_services.exceptions import HoursSheetError
from volunteer_services.service_records.services import hours_sheet

HEAD = ["序号", "姓名", "手机号", "服务日期", "服务时长", "备注栏目"]
DAY = str(datetime.date.today() - datetime.timedelta(3))
TOLD = {"service_content": "入户探访", "location": "社区广场", "activity_leader": "张队长"}


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def book(*rows, head=HEAD) -> bytes:
	made = Workbook()
	for row in (["志愿服务时长统计表"], head, *rows, ["合计", f"{len(rows)}人"]):
		made.active.append(row)
	out = io.BytesIO()
	made.save(out)
	return out.getvalue()


def rows_of(*rows, head=HEAD) -> list[dict]:
	return hours_sheet.read("时长.xlsx", book(*rows, head=head))["rows"]


def planned(place, rows: list[dict], user: str | None = None) -> list[dict]:
	given = {"project": place.project.name, **TOLD}
	return as_user(user or place.leader, hours_sheet.plan, rows, given)


def stored(place, rows: list[dict], user: str | None = None, **values) -> dict:
	return as_user(user or place.leader, api.store, rows, place.project.name, **TOLD, **values)


def member(place, name: str, **values):
	doc = place.volunteer(full_name=name, **values)
	make.make_membership(doc.name, place.team.name)
	return doc


def test_a_row_becomes_a_record_that_others_review(place):
	who = member(place, make.unique("梁时长"), mobile="13800001111")
	found = hours_sheet.read("时长.xlsx", book([1, who.full_name, "138 0000 1111", DAY, "2.5小时", "x"]))
	assert found["left_out"] == ["序号", "备注栏目"]
	(plan,) = planned(place, found["rows"])
	assert (plan["what"], plan["volunteer"], plan["minutes"], plan["date"]) == ("New", who.name, 150, DAY)
	(name,) = stored(place, found["rows"])["made"]
	log = frappe.get_doc("Service Log", name)
	assert (log.volunteer, log.minutes, log.source, log.recorder) == (who.name, 150, "Import", place.leader)
	assert log.workflow_state == "Pending Site Review", "who recorded it does not review it"
	assert log.trust_class and log.service_content == "入户探访"
	with pytest.raises(frappe.PermissionError):
		as_user(place.leader, approve, name)
	again = stored(place, found["rows"])
	assert not again["made"] and again["left"][0]["what"] == "On File Already"


def approve(name: str) -> None:
	doc = frappe.get_doc("Service Log", name)
	doc.workflow_state = "Approved"
	doc.save()


def test_namesakes_are_asked_and_a_mobile_decides(place):
	name = make.unique("欧时长")
	one, other = member(place, name, mobile="13800001111"), member(place, name, mobile="13900002222")
	rows = rows_of([1, name, "", DAY, "1小时"], [2, name, "13900002222", DAY, "1小时"])
	first, second = planned(place, rows)
	assert first["what"] == "To Be Decided" and {who["name"] for who in first["people"]} == {
		one.name,
		other.name,
	}
	assert (second["what"], second["volunteer"]) == ("New", other.name)
	assert stored(place, rows[:1])["left"][0]["what"] == "To Be Decided"
	stranger = member(make.Place(), name)
	assert not stored(place, rows[:1], decided={"3": stranger.name})["made"]
	assert len(stored(place, rows[:1], decided={"3": one.name})["made"]) == 1


def test_a_number_that_names_somebody_else_is_asked(place):
	who = member(place, make.unique("司徒"))
	head = ["姓名", "志愿者编号", "服务日期", "时长"]
	(asked,) = planned(place, rows_of(["别人", who.name, DAY, "1小时"], head=head))
	assert asked["what"] == "To Be Decided" and who.full_name in asked["reasons"][0]
	(unknown,) = planned(place, rows_of([who.full_name, "VP-1999-99999", DAY, "1小时"], head=head))
	assert unknown["what"] == "Refused"


def test_an_id_number_finds_its_file_in_scope_only(place):
	number = make.resident_id("1990-02-03", male=False)
	paper = {"id_type": "Resident ID", "id_number": number, "sex": "Female", "date_of_birth": "1990-02-03"}
	who = member(place, make.unique("证件"), **paper)
	head = ["姓名", "身份证号", "服务日期", "时长"]
	(found,) = planned(place, rows_of([who.full_name, number, DAY, "1小时"], head=head))
	assert (found["what"], found["volunteer"]) == ("New", who.name)
	other = make.Place().staff()
	(hidden,) = planned(other, rows_of([who.full_name, number, DAY, "1小时"], head=head))
	assert hidden["what"] == "Refused" and who.name not in str(hidden)
	(cut,) = planned(place, rows_of([who.full_name, "44010619900203000X", DAY, "1小时"], head=head))
	assert cut["what"] == "Refused"


@pytest.mark.parametrize(
	("values", "words"),
	[
		(("", "2.5", ""), "2.5"),
		(("20-9-21", "1小时", ""), "20-9-21"),
		((DAY, "两小时", ""), "两小时"),
		((DAY, "", ""), "Service Minutes"),
		(("", "1小时", ""), "Service Date"),
		((DAY, "1小时", "12"), "mobile"),
	],
)
def test_what_is_not_understood_gives_no_hour(place, values, words):
	day, hours, mobile = values
	who = member(place, make.unique("读不懂"))
	head = ["姓名", "服务日期", "时长(分钟)" if hours == "2.5" else "时长", "手机"]
	rows = rows_of([who.full_name, day, hours, mobile], head=head)
	(plan,) = planned(place, rows)
	assert plan["what"] == "Refused" and any(words in reason for reason in plan["reasons"]), plan
	assert not stored(place, rows)["made"]


def test_times_make_minutes_and_rules_hold_as_by_hand(place):
	who = member(place, make.unique("时刻"))
	head = ["姓名", "服务日期", "开始时间", "结束时间", "休息分钟"]
	rows = rows_of(
		[who.full_name, DAY, "9:00", "下午2点", 30], [who.full_name, DAY, "13:00", "15:00", ""], head=head
	)
	first, second = planned(place, rows)
	assert (first["minutes"], second["minutes"]) == (270, 120)
	answer = stored(place, rows)
	assert len(answer["made"]) == 1 and answer["left"][0]["what"] == "Refused", "the times overlap"
	later = rows_of([who.full_name, add_days(nowdate(), 5), "1小时"], head=["姓名", "服务日期", "时长"])
	assert stored(place, later)["left"][0]["what"] == "Refused", "nobody has served yet"


def test_elsewhere_and_without_the_right_nothing_is_made(place):
	other = make.Place().staff()
	who = member(other, make.unique("外地"))
	rows = rows_of([1, who.full_name, "", DAY, "1小时"])
	assert planned(place, rows)[0]["what"] == "Refused"
	for user in (make.make_user(make.VOLUNTEER), make.make_user(), "Guest"):
		for call in (
			lambda: api.store(rows, place.project.name, **TOLD),
			lambda: api.preview(place.project.name),
		):
			with pytest.raises(frappe.PermissionError):
				as_user(user, call)
	with pytest.raises(frappe.PermissionError):
		stored(other, rows, user=place.leader)
	rows[0]["cells"] |= {
		"workflow_state": "Approved",
		"docstatus": "1",
		"source": "Opening",
		"approved_by": "x",
	}
	(name,) = stored(other, rows)["made"]
	log = frappe.get_doc("Service Log", name)
	assert (log.docstatus, log.source, log.approved_by) == (0, "Import", None)
	with pytest.raises(HoursSheetError, match="at most"):
		stored(other, rows * 101)


def test_the_preview_reads_the_request_s_file_and_asks_as_much_for_many(place, monkeypatch):
	people = [member(place, make.unique("多行")) for _number in range(8)]
	content = book(*[[1, who.full_name, "", DAY, "1小时"] for who in people])
	file = FileStorage(io.BytesIO(content), filename="时长.xlsx")
	monkeypatch.setattr(frappe.local, "request", frappe._dict(files={"file": file}), raising=False)
	found = as_user(place.leader, api.preview, place.project.name, **TOLD)
	assert [one["what"] for one in found["plan"]] == ["New"] * 8
	given = {"project": place.project.name, **TOLD}
	hours_sheet.plan(found["rows"][:1], given)
	one = queries_of(monkeypatch, hours_sheet.plan, found["rows"][:1], given)
	assert queries_of(monkeypatch, hours_sheet.plan, found["rows"], given) <= one <= 4
