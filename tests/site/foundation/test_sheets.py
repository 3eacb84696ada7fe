"""Data Import of our DocTypes: what an office writes is read, what may mean two things is refused by name."""

from datetime import date, datetime, time

import frappe
import pytest

from tests import factories as make
from tests.site.foundation import sheets_world as sheets
from volunteer_services.exceptions import EntryError
from volunteer_services.foundation.sheets import words

LOG, PROFILE = "Service Log", "Volunteer Profile"
LOG_HEAD = ["Volunteer", "Project", "Service Date", "Service Minutes", "Service Content", "Service Location"]
LOG_HEAD += ["Activity Leader"]


@pytest.fixture
def place(monkeypatch):
	place = make.Place().staff()
	user = make.make_user(make.MANAGER)
	sheets.hold(monkeypatch)
	frappe.set_user(user)
	return place


def log_row(place, volunteer, minutes="120", day="2026-03-05", **more) -> list:
	return [
		volunteer.name,
		place.project.name,
		day,
		minutes,
		"探访空巢老人",
		"社区活动中心",
		"张队长",
		*more.values(),
	]


@pytest.fixture
def volunteer(place):
	return place.volunteer()


# --- headings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
	"doctype", ["Service Log", "Volunteer Profile", "Volunteer Team", "Reward Item", "Points Adjustment"]
)
def test_the_labels_of_the_form_are_headings_in_both_languages(doctype, lang):
	"""With the context of the DocType, as the form shows them, whatever the user's language is."""
	frappe.local.lang = "en"
	known = words.columns(doctype)
	seen = set()
	for df in frappe.get_meta(doctype).fields:
		if df.label and df.fieldtype not in frappe.model.no_value_fields and df.label not in seen:
			seen.add(df.label)
			shown = frappe._(df.label, lang, doctype)
			assert known[words.heading(shown)].df.fieldname in {
				other.fieldname
				for other in frappe.get_meta(doctype).fields
				if frappe._(other.label or "", lang, doctype) == shown
			}


@pytest.mark.parametrize(
	"title",
	[
		"服务日期",
		" 服务日期 ",
		"*服务日期",
		"服务日期（必填）",
		"服务 日期",
		"服务日期：",
		"service_date",
		"SERVICE DATE",
	],
)
def test_marks_and_blanks_in_a_heading_do_not_matter(title):
	assert words.columns(LOG)[words.heading(title)].df.fieldname == "service_date"


def test_a_heading_of_a_table_names_its_table():
	columns = words.columns("Points Adjustment")
	for title in ("Volunteer (Points by Volunteer)", f"志愿者 ({frappe._('Points by Volunteer', 'zh')})"):
		assert columns[words.heading(title)].key == "rows.volunteer"


def test_a_chinese_sheet_becomes_people_for_a_user_whose_desk_is_english(place):
	result = sheets.imported(
		PROFILE,
		[
			[
				"姓名",
				"性别",
				"出生日期",
				"证件类型",
				"证件号码",
				"手机号",
				"区域",
				"同意使用个人信息（必填）",
				"同意方式",
			],
			[
				"陈小明",
				"男",
				"1985年5月17日",
				"护照",
				"'E40123001",
				13800138001,
				place.region.name,
				"√",
				"书面同意书",
			],
			[
				"李秀兰",
				"女",
				"1990/1/2",
				"护照",
				"E40123002",
				"13800138002",
				place.region.name,
				"是",
				"书面同意书",
			],
		],
		"xlsx",
	)
	assert (result.warnings, result.failures) == ([], [])
	first, second = result.documents
	assert (first.sex, second.sex) == ("Male", "Female")
	assert (first.date_of_birth, second.date_of_birth) == (date(1985, 5, 17), date(1990, 1, 2))
	assert (first.mobile, first.data_consent, first.id_number_masked[-2:]) == ("13800138001", 1, "01")


def test_choices_are_taken_in_chinese_and_english_and_nothing_else(place, volunteer):
	head = [
		*LOG_HEAD,
		"服务对象类别",
	]
	said = frappe._("Elderly Living Alone", "zh", LOG)
	rows = [
		head,
		[*log_row(place, volunteer, "30"), said],
		[*log_row(place, volunteer, "40"), "elderly living alone"],
	]
	result = sheets.imported(LOG, rows)
	assert result.warnings == []
	assert [doc.recipient_group for doc in result.documents] == ["Elderly Living Alone"] * 2
	frappe.local.lang = "zh"
	refused = sheets.imported(LOG, [head, [*log_row(place, volunteer, "50"), "外星人"]])
	assert not refused.documents
	assert any("外星人" in message and said in message for message in refused.warnings)


# --- minutes, hours, days and times -------------------------------------------------------------------------


@pytest.mark.parametrize(
	("field", "cell", "wanted"),
	[
		("Service Minutes", "2.5小时", 150),
		("Service Minutes", "150分钟", 150),
		("服务分钟数", "1小时40分", 100),
		("Hours", "2.5小时", 150),
		("Hours", "2.5", 150),
		("Hours", "150分钟", 150),
	],
)
def test_a_duration_with_its_unit_is_read(place, volunteer, field, cell, wanted):
	if field == "服务分钟数":
		field = frappe._("Service Minutes", "zh", LOG)
	head = [field if title == "Service Minutes" else title for title in LOG_HEAD]
	result = sheets.imported(LOG, [head, log_row(place, volunteer, cell)])
	assert (result.warnings, result.failures) == ([], [])
	assert [doc.minutes for doc in result.documents] == [wanted]


@pytest.mark.parametrize(
	("column", "cell", "way_out"),
	[
		("Service Minutes", "2.5", "2.5小时"),
		("Service Minutes", "两小时", "2.5小时"),
		("Service Minutes", "1,5", "2.5小时"),
		("Hours", "1,5", "150分钟"),
		("Hours", "2个半", "150分钟"),
		("Service Date", "20-9-21", "2021-09-20"),
		("Service Date", "9/20/2021", "2021年9月20日"),
		("People Served", "3.5", "不带单位"),
		("Volunteer", "4.40106E+17", "15 位"),
	],
)
def test_what_could_mean_two_things_is_refused_by_row_column_and_value(
	place, volunteer, column, cell, way_out
):
	frappe.local.lang = "zh"
	head = LOG_HEAD if column in LOG_HEAD else [*LOG_HEAD, column]
	row = [*log_row(place, volunteer), ""][: len(head)]
	row[head.index(column)] = cell
	result = sheets.imported(
		LOG, [head, log_row(place, volunteer, "60"), row] if len(head) == 7 else [head, row]
	)
	label = frappe._(column, context=LOG)
	(told,) = (message for message in result.warnings if message.startswith("第 "))
	assert cell in told and label in told and way_out in told
	assert not result.documents and not frappe.db.exists(LOG, {"volunteer": volunteer.name})


def test_times_of_day_take_the_date_beside_them(place, volunteer):
	head = [*LOG_HEAD[:3], "Starts On", "Ends On", *LOG_HEAD[4:]]
	row = log_row(place, volunteer)
	for kind, starts, ends in (("csv", "9:00", "11点半"), ("xlsx", time(14, 0), time(15, 30))):
		result = sheets.imported(LOG, [head, [*row[:3], starts, ends, *row[4:]]], kind)
		assert (result.warnings, result.failures) == ([], [])
		(doc,) = result.documents
		assert (doc.starts_on.date(), str(doc.service_date)) == (date(2026, 3, 5), "2026-03-05")
	assert (doc.starts_on, doc.ends_on, doc.minutes) == (
		datetime(2026, 3, 5, 14),
		datetime(2026, 3, 5, 15, 30),
		90,
	)


def test_a_time_of_day_before_the_moment_that_says_its_day(place, volunteer):
	head = [*LOG_HEAD[:2], "Ends On", "Starts On", *LOG_HEAD[4:]]
	row = log_row(place, volunteer)
	result = sheets.imported(LOG, [head, [*row[:2], "11:30", "2026-3-5 9:00", *row[4:]]])
	assert [doc.minutes for doc in result.documents] == [150]


def test_a_time_of_day_without_a_day_is_refused(place, volunteer):
	head = [*LOG_HEAD[:2], "Starts On", "Ends On", *LOG_HEAD[4:]]
	row = log_row(place, volunteer)
	result = sheets.imported(LOG, [head, [*row[:2], "9:00", "11:30", *row[4:]]])
	assert len([message for message in result.warnings if "says the time" in message]) == 2
	assert not result.documents


def test_a_field_in_two_columns_is_taken_from_the_first(place, volunteer):
	head = [*LOG_HEAD, frappe._("Service Minutes", "zh", LOG)]
	result = sheets.imported(LOG, [head, [*log_row(place, volunteer, "60"), "600"]])
	assert [doc.minutes for doc in result.documents] == [60]


def test_an_id_number_that_excel_has_cut_says_so(place):
	frappe.local.lang = "zh"
	head = ["姓名", "性别", "出生日期", "证件类型", "证件号码", "区域", "同意使用个人信息", "同意方式"]
	row = ["陈小明", "男", "1990-1-1", "居民身份证", None, place.region.name, "是", "书面同意书"]

	def told(cell, kind="csv"):
		result = sheets.imported(PROFILE, [head, [*row[:4], cell, *row[5:]]], kind)
		assert not result.documents
		return " ".join([*result.warnings, *result.failures])

	assert "15 位" in told(440106199001011230, "xlsx")
	assert "15 位" in told("4.40106E+17")
	assert "末三位为 0" in told("440106199001011000"), "cut before, and stored as a text"


# --- others' documents, and forms ---------------------------------------------------------------------------


def test_the_reader_of_others_documents_is_frappes_own(monkeypatch):
	from frappe.core.doctype.data_import.importer import ImportFile

	sheets.imports.install()
	file = sheets.upload([["Description", "Due Date"], ["'是", "20-9-21"]])
	read = ImportFile("ToDo", file.file_url, None, "Insert New Records")
	(payload,) = read.get_payloads_for_import()
	assert (payload.doc.description, str(payload.doc.date)[:10]) == ("'是", "2021-09-20")


@pytest.mark.parametrize(
	("field", "value"),
	[
		("minutes", 2.5),
		("minutes", "2.5"),
		("minutes", "1,5"),
		("break_minutes", 0.5),
		("hours", "1,5"),
		("people_served", "三"),
		("hours", float("nan")),
	],
)
def test_a_form_refuses_what_frappe_would_bend(place, volunteer, field, value):
	frappe.set_user(place.leader)
	with pytest.raises(EntryError, match=r"cannot be"):
		make.make_log(place, volunteer.name, **{field: value})


@pytest.mark.parametrize(("value", "wanted"), [("2.5小时", 150), ("90", 90), (90.0, 90), ("1:30", 90)])
def test_a_form_reads_a_duration_with_its_unit(place, volunteer, value, wanted):
	frappe.set_user(place.leader)
	assert make.make_log(place, volunteer.name, minutes=value).minutes == wanted


@pytest.mark.parametrize(("value", "wanted"), [("是", 1), ("√", 1), ("Y", 1), ("1", 1), (True, 1), ("否", 0)])
def test_a_form_reads_a_tick(place, value, wanted):
	team = frappe.get_doc(
		{"doctype": "Service Skill", "skill_name": make.unique("技能"), "requires_certificate": value}
	).insert(ignore_permissions=True)
	assert make.reloaded(team).requires_certificate == wanted
