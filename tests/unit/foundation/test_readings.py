"""Cells of a sheet: what is read, and what is refused by name."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain import errors
from volunteer_services.foundation.domain import readings as read

MINUTES = [
	("150", 150),
	("'150", 150),
	(" 150 ", 150),
	("１５０", 150),
	(150.0, 150),
	("1,500", 1500),
	("2.5小时", 150),
	("2.5 小時", 150),
	("2.5个小时", 150),
	("２．５小时", 150),
	("2小时30分", 150),
	("2小时30", 150),
	("2 小时 30 分钟", 150),
	("2h30", 150),
	("2.5h", 150),
	("2.5 hours", 150),
	("2个半钟", 150),
	("2小时半", 150),
	("半小时", 30),
	("150分", 150),
	("150分钟", 150),
	("2:30", 150),
	(time(2, 30), 150),
]


@pytest.mark.parametrize(("cell", "wanted"), MINUTES)
def test_minutes_are_read_with_their_unit(cell, wanted):
	assert read.minutes("服务分钟数", cell) == wanted


@pytest.mark.parametrize(
	"cell",
	["2.5", 2.5, "1,5", "1，5", "1,50", "两小时", "约150", "150-180", "1.5+1小时", "2.5分钟", "上午", "2:75"],
)
def test_minutes_that_could_be_something_else_are_refused_by_name(cell):
	with pytest.raises(errors.NotMinutesError, match=r"服务分钟数 cannot be .*2.5 hours"):
		read.minutes("服务分钟数", cell)


@pytest.mark.parametrize(
	("cell", "wanted"),
	[("2.5", "2.5"), (2.5, "2.5"), ("2.5小时", "2.50"), ("150分钟", "2.50"), ("100分钟", "1.67"), ("3", "3")],
)
def test_hours_are_read_with_their_unit(cell, wanted):
	assert read.hours("小时", cell) == Decimal(wanted)


@pytest.mark.parametrize("cell", ["1,5", "2。5", "2.5.1", "两个钟", "2.5 3"])
def test_hours_that_could_be_something_else_are_refused(cell):
	with pytest.raises(errors.NotHoursError, match="小时 cannot be"):
		read.hours("小时", cell)


@given(st.integers(0, 24 * 60))
def test_a_written_duration_says_the_minutes_that_were_written(total):
	hours, rest = divmod(total, 60)
	written = [f"{total}分钟", f"{hours}小时{rest}分", f"{hours}:{rest:02d}", f"{hours}h{rest}"]
	assert {read.minutes("分钟", cell) for cell in written} == {total}
	assert read.hours("小时", f"{total}分钟") * 60 == pytest.approx(Decimal(total), abs=Decimal("0.31"))


@pytest.mark.parametrize(
	"cell", ["是", "√", "✓", "✔", "☑", "Y", "y", "Yes", "TRUE", "1", 1, 1.0, True, "'是", "同意", " 是 "]
)
def test_a_yes_in_many_ways(cell):
	assert read.tick("同意", cell) == 1


@pytest.mark.parametrize("cell", ["否", "×", "N", "no", "0", 0, False, "未同意", "□", "无"])
def test_a_no_in_many_ways(cell):
	assert read.tick("同意", cell) == 0


@pytest.mark.parametrize("cell", ["x", "好", "2", "？", "是/否", "待定"])
def test_what_is_neither_is_refused(cell):
	with pytest.raises(errors.NotTickError, match="同意 cannot be"):
		read.tick("同意", cell)


@pytest.mark.parametrize(
	"cell",
	[
		"2021-9-20",
		"2021-09-20",
		"2021/9/20",
		"2021.9.20",
		"2021年9月20日",
		"2021年9月20号",
		"20210920",
		"'2021-09-20",
		"2021-09-20 00:00:00",
		"２０２１－０９－２０",
		date(2021, 9, 20),
		datetime(2021, 9, 20, 8),
	],
)
def test_a_day_is_read_in_the_ways_of_the_country(cell):
	assert read.day("服务日期", cell) == date(2021, 9, 20)


@pytest.mark.parametrize(
	"cell",
	[
		"20-9-21",
		"21-9-20",
		"9/20/2021",
		"20.9.2021",
		"9月20日",
		"44459",
		44459,
		"2021-2-30",
		"2021-13-01",
		"昨天",
		"2021-9",
	],
)
def test_a_day_whose_year_is_guessed_is_refused(cell):
	with pytest.raises(errors.NotCellDayError, match="year of four digits"):
		read.day("服务日期", cell)


@pytest.mark.parametrize(
	("cell", "hour", "minute"),
	[
		("9:00", 9, 0),
		("9：00", 9, 0),
		("09:00:00", 9, 0),
		("9点", 9, 0),
		("9点半", 9, 30),
		("9点15分", 9, 15),
		("下午2点", 14, 0),
		("下午2:30", 14, 30),
		("下午14:30", 14, 30),
		("中午12点", 12, 0),
		("晚上7点", 19, 0),
		(time(9, 0), 9, 0),
		(datetime(1899, 12, 31, 9, 0), 9, 0),
	],
)
def test_a_time_of_day_takes_the_day_beside_it(cell, hour, minute):
	assert read.moment("开始", cell, date(2021, 9, 20)) == datetime(2021, 9, 20, hour, minute)
	with pytest.raises(errors.ClockWithoutDayError, match="only"):
		read.moment("开始", cell)


@pytest.mark.parametrize(
	("cell", "wanted"),
	[
		("2021-09-20 14:30", (14, 30)),
		("2021年9月20日 9:00", (9, 0)),
		("2021/9/20 9:05", (9, 5)),
		("2021-09-20T09:00:00", (9, 0)),
		("2021-9-20上午9点半", (9, 30)),
		(datetime(2021, 9, 20, 9, 0, 0, 5), (9, 0)),
	],
)
def test_a_moment_with_its_own_day_keeps_it(cell, wanted):
	assert read.moment("开始", cell, date(2000, 1, 1)) == datetime(2021, 9, 20, *wanted)


@pytest.mark.parametrize("cell", ["20-9-21 9:00", "9:75", "25:00", "晚上12点", "上午14点", "上午", "9.30"])
def test_a_moment_that_could_be_another_is_refused(cell):
	with pytest.raises(errors.NotCellMomentError, match="day and time"):
		read.moment("开始", cell, date(2021, 9, 20))


def test_a_day_alone_is_no_start():
	with pytest.raises(errors.ClockMissingError, match="开始 says the day 2021-9-20 only"):
		read.moment("开始", "2021-9-20", needs_clock=True)
	assert read.moment("同意时间", "2021-9-20") == datetime(2021, 9, 20)


@pytest.mark.parametrize(
	"cell", ["4.40106E+17", "4.40106e17", "'4.40106E+17", 440106199001011000, 4.40106199001011e17]
)
def test_a_number_that_excel_has_cut_is_refused(cell):
	with pytest.raises(errors.CutNumberError, match="15 digits"):
		read.text("证件号码", cell)


@pytest.mark.parametrize(
	("cell", "wanted"),
	[
		("'440106199001011234", "440106199001011234"),
		("‘440106", "440106"),
		(13800138000, "13800138000"),
		(13800138000.0, "13800138000"),
		("张三", "张三"),
		("  张三 ", "张三"),
		("A1E5", "A1E5"),
		("'", "'"),
		(None, ""),
	],
)
def test_a_text_loses_what_excel_put_before_it(cell, wanted):
	assert read.text("姓名", cell) == wanted


@pytest.mark.parametrize("cell", ["1.5", 1.5, "1,5", "三", "3人"])
def test_a_whole_number_is_whole(cell):
	with pytest.raises(errors.NotCellWholeError, match="whole number"):
		read.whole("服务人数", cell)


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.datetimes(), st.times(), st.none()))
def test_any_cell_is_read_or_refused(cell):
	for reader in (
		read.text,
		read.tick,
		read.number,
		read.whole,
		read.minutes,
		read.hours,
		read.day,
		read.clock_of,
	):
		try:
			reader("列", cell)
		except errors.CellError as refusal:
			assert "列" in str(refusal)
	try:
		read.moment("列", cell, date(2021, 1, 1))
	except errors.CellError as refusal:
		assert "列" in str(refusal)


def test_a_cut_number_is_not_repeated_whole():
	with pytest.raises(errors.CutNumberError, match="证件号码 cannot be 440…: a spreadsheet") as refused:
		read.text("证件号码", 440106199001011230)
	assert "440106199001" not in str(refused.value)
