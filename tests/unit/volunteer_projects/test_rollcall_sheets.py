"""Columns of a sheet: the heading says the unit; unknown headings over numbers and empty times are asked."""

import pytest

from tests.unit.volunteer_projects.rollcall_credit import AFTERNOON, MORNING, credit, credited, sheet
from volunteer_services.volunteer_projects.domain.rollcall import Doubt, parse

HOURS = (
	"志愿服务时长",
	"服务时间（小时）",
	"時長(小時)",
	"时长/小时",
	"时长（h）",
	"服务时长[小时]",
	"活动时长(单位：小时)",
	"小时数",
	"工时",
	"时数",
	"*时长（必填）",
	"Hours",
)
MINUTES = (
	"时长（分钟）",
	"服务时长(min)",
	"服务时间（分钟）",
	"时长/分",
	"分钟",
	"分钟数",
	"服务时长（单位：分钟）",
	"時長（分鐘）",
	"Minutes",
)
NAMES = ("姓名", "姓名（必填）", "姓  名", "*姓名", "志愿者姓名", "参加人员姓名", "队员姓名", "Name")


@pytest.mark.parametrize("heading", HOURS)
@pytest.mark.parametrize("name", NAMES[:4])
def test_a_bare_number_is_hours_where_the_heading_says_so(name, heading):
	assert credit(sheet(f"{name}|{heading}", "陈小明|1.5")) == 90


@pytest.mark.parametrize("heading", MINUTES)
def test_a_bare_number_is_minutes_where_the_heading_says_so(heading):
	assert credit(sheet(f"姓名|{heading}", "陈小明|90")) == 90
	assert credit(sheet(f"姓名|{heading}", "陈小明|1.5小时")) == 90
	assert credit(sheet(f"姓名|{heading}", "陈小明|90.5")) is None


@pytest.mark.parametrize("name", NAMES)
def test_the_heading_of_the_names(name):
	assert credited(sheet(f"{name}|时长", "陈小明|2")) == [("陈小明", 120)]


@pytest.mark.parametrize(
	"heading",
	["服务量", "工作量", "学时", "积分合计", "贡献值", "累计时长", "总时长(小时)", "xx", "得分", "次数"],
)
@pytest.mark.parametrize("number", ["90", "180", "2", "1.5"])
def test_a_number_under_an_unknown_heading_is_asked_and_shown(heading, number):
	(entry,) = parse(sheet(f"姓名|{heading}", f"陈小明|{number}"), MORNING).entries
	assert entry.asks
	assert entry.unread == (f"{heading}: {number}",)


def test_an_unknown_heading_beside_a_known_time_is_asked_too():
	assert credit(sheet("姓名|时长|工作量", "陈小明|2|90")) is None
	assert credit(sheet("姓名|时长|单位", "陈小明|2|第3小学")) == 120
	assert credit(sheet("姓名|年龄|时长", "陈小明|65|2")) == 120
	assert credit(sheet("姓名|累计时长|本次时长", "陈小明|180|2")) == 120


def test_hours_and_minutes_in_two_columns_are_one_duration():
	text = sheet("姓名|小时|分钟", "陈小明|1|30", "李秀兰|2|", "王芳||45", "赵六||", "钱七|0|50")
	assert credited(text) == [("陈小明", 90), ("李秀兰", 120), ("王芳", 45), ("赵六", None), ("钱七", 50)]
	below = sheet("姓名|服务时长||备注", "|小时|分钟|", "陈小明|1|30|好", "李秀兰|2|0|")
	assert credited(below) == [("陈小明", 90), ("李秀兰", 120)]
	assert credit(sheet("姓名|时长（小时）|时长（分钟）", "陈小明|1.5|90")) == 90
	assert credit(sheet("姓名|时长（小时）|时长（分钟）", "陈小明|1.5|30")) is None


@pytest.mark.parametrize(
	"separator",
	["\t", ",", "，", " ", "  ", "|", ";", "\u3000"],
	ids=["tab", "comma", "wide comma", "blank", "two", "bar", "semicolon", "wide"],
)
def test_columns_apart_by_tabs_commas_bars_or_blanks(separator):
	rows = [["姓名", "签到", "签退"], ["陈小明", "9:00", "11:30"], ["李秀兰", "9:30", "11:00"]]
	assert credited("\n".join(separator.join(row) for row in rows)) == [("陈小明", 150), ("李秀兰", 90)]


def test_a_row_that_does_not_fit_the_headings_is_asked():
	assert credited("姓名 签到 签退\n王 小 明 9:00 11:00\n李秀兰 9:00") == [("王小明", 120), ("李秀兰", None)]
	assert credited("姓名,时长\n陈小明\n李秀兰,2,5") == [("陈小明", None), ("李秀兰", None)]


@pytest.mark.parametrize("heading", ["时长", "服务时长", "时长（小时）", "服务时间（小时）"])
@pytest.mark.parametrize(
	("cell", "minutes"), [("2:30", 150), ("02:30", 150), ("2：30", 150), ("0:45", 45), ("2:30:00", 150)]
)
def test_a_clock_under_a_duration_is_a_duration(heading, cell, minutes):
	assert credit(sheet(f"姓名|{heading}", f"陈小明|{cell}")) == minutes


def test_a_clock_under_a_time_of_day_is_a_time():
	(entry,) = parse(sheet("姓名|签到", "陈小明|2:30"), AFTERNOON).entries
	assert (str(entry.starts), entry.minutes, entry.asks) == ("14:30:00", None, True)
	assert credit(sheet("姓名|时长（分钟）", "陈小明|2:30")) is None


@pytest.mark.parametrize(
	("starts", "ends", "minutes"),
	[
		("0.375", "0.479166667", 150),
		("9:00", "0.479166667", 150),
		("0.3958333333", "0.5", 150),
		("46088.375", "46088.479166667", 150),
		("2026/3/7 9:00", "2026/3/7 11:30", 150),
		("2026-03-07 09:00:00", "2026-03-07 11:30:00", 150),
		("9.00", "11.30", 150),
		("0900", "1130", 150),
		("上午9点", "上午11点半", 150),
		("9:00 AM", "11:30 AM", 150),
		("46089.375", "46089.479166667", None),
		("2026/3/8 9:00", "2026/3/8 11:30", None),
		("9", "11", None),
		("9:00", "", None),
		("", "11:30", None),
		("", "", None),
		("-", "-", None),
		("无", "/", None),
		("√", "", None),
		("×", "×", None),
		("未签到", "", None),
	],
)
def test_a_sign_in_sheet(starts, ends, minutes):
	assert credit(sheet("姓名|签到时间|签退时间", f"陈小明|{starts}|{ends}")) == minutes


def test_a_ticked_sheet_says_present_for_the_activity():
	text = sheet("姓名|签到|签退", "陈小明|√|√", "李秀兰|已签|已签", "王芳||")
	assert credited(text) == [("陈小明", 180), ("李秀兰", 180), ("王芳", None)]
	text = sheet("姓名|是否到场", "陈小明|是", "李秀兰|否", "王芳|", "赵六|迟到", "钱七|✅", "孙八|❌")
	assert [minutes for _, minutes in credited(text)] == [180, None, None, None, 180, None]
	assert credit(sheet("姓名|是否请假|时长", "陈小明|是|2")) is None
	assert credit(sheet("姓名|是否请假|时长", "陈小明|否|2")) == 120


@pytest.mark.parametrize(
	"remark",
	[
		"请假",
		"請假",
		"病假",
		"迟到20分钟",
		"早退",
		"没来",
		"替李秀兰",
		"候补",
		"3月8日",
		"下周六来",
		"带2人",
		"只来半天",
	],
)
def test_a_remark_that_speaks_against_the_row_is_asked(remark):
	assert credit(sheet("姓名|签到|签退|备注", f"陈小明|9:00|12:00|{remark}")) is None
	assert credit(sheet("姓名|手机|备注", f"陈小明|13800001234|{remark}")) is None
	assert credit(sheet("姓名|时长|情况说明", f"陈小明|2|{remark}")) is None


def test_times_in_a_remark_count_only_where_the_sheet_has_no_times():
	assert credit(sheet("姓名|手机|备注", "陈小明|13800001234|9:00-10:00")) == 60
	assert credit(sheet("姓名|手机|备注", "陈小明|13800001234|2小时")) == 120
	assert credit(sheet("姓名|时长|备注", "陈小明|2|9:00-10:00")) is None
	assert credit(sheet("姓名|时长|备注", "陈小明|2|2小时")) == 120


@pytest.mark.parametrize(
	("day", "is_same"),
	[
		("3月7日", True),
		("2026-03-07", True),
		("2026/3/7", True),
		("2026.3.7", True),
		("26/3/7", True),
		("20260307", True),
		("46088", True),
		("3/7", True),
		("7日", True),
		("周六", True),
		("2026年3月7日 星期六", True),
		("3月8日", False),
		("2026-03-14", False),
		("2025-03-07", False),
		("46089", False),
		("周日", False),
		("3/14", False),
		("8", False),
		("上周", False),
		("不详", False),
	],
)
def test_a_column_of_days_must_say_the_activitys_day(day, is_same):
	assert credit(sheet("姓名|日期|时长", f"陈小明|{day}|2")) == (120 if is_same else None)
	assert credit(sheet("服务日期|姓名|时长(分钟)", f"{day}|陈小明|90")) == (90 if is_same else None)


def test_the_day_of_merged_cells_is_the_day_above():
	text = sheet("日期|姓名|时长", "3月7日|王芳|2", "|李秀兰|2", "3月8日|陈小明|2", "|赵六|2")
	assert [minutes for _, minutes in credited(text)] == [120, 120, None, None]
	assert credit(sheet("日期|姓名|时长", "|王芳|2")) is None


@pytest.mark.parametrize("heading", ["时长(天)", "打卡", "计时", "用时", "耗时", "上下班时间"])
def test_an_empty_cell_or_a_number_under_a_heading_that_sounds_of_time_is_asked(heading):
	for cell in ("", "2", "90", "9:00"):
		assert credit(sheet(f"姓名|{heading}", f"陈小明|{cell}")) is None


@pytest.mark.parametrize(
	"heading",
	[
		"您的姓名",
		"1、姓名",
		"1.姓名",
		"参与人",
		"签到人",
		"姓名/Name",
		"義工姓名",
		"请输入姓名",
		"学生姓名（必填）",
	],
)
def test_the_heading_of_the_names_as_forms_export_it(heading):
	assert credited(sheet(f"{heading}|时长", "陈小明|2")) == [("陈小明", 120)]


@pytest.mark.parametrize(
	"days",
	["1|2|3|4|5|6|7", "3月1日|3月7日|3月14日", "3/1|3/7", "周五|周六|周日", "1日|7日", "1号|7号", "3.1|3.7"],
)
def test_a_monthly_sheet_is_asked_for_every_row(days):
	cells = "|".join("2" for _ in days.split("|"))
	blank = "|".join("" for _ in days.split("|"))
	entries = parse(sheet(f"姓名|{days}", f"陈小明|{cells}", f"李秀兰|{blank}"), MORNING).entries
	assert [entry.name for entry in entries] == ["陈小明", "李秀兰"]
	assert all(Doubt.OTHER_DAY in entry.doubts for entry in entries)
	assert entries[0].unread


def test_half_a_day_as_a_column_is_asked():
	text = sheet("姓名|上午|下午", "陈小明|√|", "李秀兰||")
	assert credited(text) == [("陈小明", None), ("李秀兰", None)]


def test_morning_and_afternoon_signed_apart_are_two_rows():
	text = sheet(
		"姓名|上午签到|上午签退|下午签到|下午签退", "陈小明|9:00|11:00|2:00|4:00", "李秀兰|9:00|11:00||"
	)
	assert credited(text) == [("陈小明", 120), ("陈小明", 120), ("李秀兰", 120)]


def test_two_half_sheets_side_by_side_keep_each_persons_own_times():
	text = sheet(
		"序号|姓名|签到|签退|序号|姓名|签到|签退",
		"1|陈小明|9:00|10:00|4|李秀兰|9:30|11:00",
		"2|王芳|9:00|11:30||||",
		"||||5|钱七|9:00|12:00",
		"3|赵六|||6|孙八|10:00|11:00",
		"合计|||||||",
		"负责人签字：|||||||",
	)
	assert credited(text) == [
		("陈小明", 60),
		("李秀兰", 90),
		("王芳", 150),
		("钱七", 180),
		("赵六", None),
		("孙八", 60),
	]


@pytest.mark.parametrize(
	"row",
	[
		"合计||6",
		"|合计|6",
		"|总计|6",
		"共计||6",
		"|小计：|6",
		"|平均|2",
		"制表人：李红||",
		"审核人签字：||",
		"负责人（签字）：王主任||",
	],
)
def test_total_and_signature_rows_are_nobody(row):
	result = parse(sheet("序号|姓名|时长", "1|陈小明|2", row), MORNING)
	assert [entry.name for entry in result.entries] == ["陈小明"]
	assert len(result.skipped) == 2
