"""Generated sheets: no minute is credited that no cell says."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.volunteer_projects.rollcall_credit import credited, sheet

CELLS = st.sampled_from(
	[
		"",
		"√",
		"×",
		"9:00",
		"11:30",
		"0.375",
		"2",
		"90",
		"2.5",
		"2:30",
		"1小时",
		"90分钟",
		"请假",
		"3月8日",
		"无",
		"半天",
		"约2",
		"9-11",
	]
)
HEADINGS = st.sampled_from(
	[
		"签到",
		"签退",
		"时长",
		"时长（分钟）",
		"小时",
		"分钟",
		"时间",
		"备注",
		"日期",
		"xx",
		"是否到场",
		"8",
		"单位",
	]
)


@given(st.lists(st.tuples(HEADINGS, CELLS), min_size=1, max_size=5, unique_by=lambda pair: pair[0]))
def test_a_generated_sheet_never_credits_what_no_cell_says(columns):
	text = sheet(
		"姓名|" + "|".join(heading for heading, _ in columns),
		"陈小明|" + "|".join(cell for _, cell in columns),
	)
	cells = dict(columns)
	for name, minutes in credited(text):
		assert name == "陈小明"
		if minutes is None:
			continue
		assert not {"请假", "3月8日", "×", "半天", "约2", "9-11"} & {
			cells[key] for key in cells if key != "单位"
		}
		assert not ("xx" in cells and cells["xx"] in ("9:00", "11:30", "0.375", "2", "90", "2.5", "2:30"))
		assert minutes in possible_minutes(cells)


def possible_minutes(cells: dict[str, str]) -> set[int]:
	"""Every number of minutes that some cell of time states; the activity's where nothing but a tick does."""
	said = {"2": {120, 2}, "90": {90}, "2.5": {150}, "2:30": {150}, "1小时": {60}, "90分钟": {90}}
	of_parts = {hours + minutes for hours in (0, 60, 120, 150) for minutes in (0, 2, 90)}
	found = {150} | {minute for cell in cells.values() for minute in said.get(cell, set())}
	if {"小时", "分钟"} <= set(cells):
		found |= of_parts
	timed = any(
		key in cells and cells[key] not in ("", "√", "无")
		for key in ("签到", "签退", "时长", "时间", "小时", "分钟")
	)
	return found if timed else found | {180}
