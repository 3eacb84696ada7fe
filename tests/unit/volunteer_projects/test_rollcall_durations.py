"""Durations and times of pasted lines: exactly what is written is credited, anything else is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.volunteer_projects.rollcall_credit import AFTERNOON, MORNING, credit, credited, sheet
from volunteer_services.volunteer_projects.domain.rollcall import Doubt, What, parse


@pytest.mark.parametrize(
	("written", "minutes"),
	[
		("2h30", 150),
		("２ｈ３０", 150),
		("2h30m", 150),
		("2H", 120),
		("2小时30", 150),
		("2小時30分", 150),
		("2小时30'", 150),
		("2个小时30分钟", 150),
		("2个半钟", 150),
		("两个半钟头", 150),
		("一个半小时", 90),
		("二小时半", 150),
		("2.5小時", 150),
		("二点五小时", 150),
		("十二小时", 720),
		("两小时四十分", 160),
		("150分", 150),
		("150分鐘", 150),
		("150mins", 150),
		("2.5 hrs", 150),
		("3刻钟", 45),
		("1小时1刻", 75),
		("1.5+1小时", 150),
		("1小时+30分钟", 90),
		("1+1+0.5h", 150),
		("1小时*2次", 120),
		("1小时×2", 120),
		("1.5h x 2", 180),
		("2次*1小时", 120),
		("时长2:30", 150),
		("时长：2小时", 120),
		("共3小时", 180),
	],
)
def test_a_duration_is_credited_as_written(written, minutes):
	for line in (f"1. 陈小明 {written}", f"1. 陈小明（{written}）", f"1. 陈小明，{written}"):
		assert credit(line) == minutes


@pytest.mark.parametrize(
	"written",
	[
		"约2小时",
		"大概2小时",
		"2小时左右",
		"2小时多",
		"2小时以上",
		"不到2小时",
		"至少2小时",
		"2-3小时",
		"一两小时",
		"几个小时",
		"每次1小时",
		"2,5小时",
		"2小时 3小时",
		"30小时",
		"0小时",
		"半天",
		"五次",
		"200",
		"3",
		"-1小时",
		"9-11",
		"10:00",
		"9点开始",
		"到11点",
		"9:00-12:00 2.5小时",
	],
)
def test_a_number_that_is_no_exact_duration_is_asked(written):
	assert credit(f"1. 陈小明 {written}") is None


@pytest.mark.parametrize(
	"written",
	[
		"迟到20分钟",
		"遲到20分鐘",
		"晚到10分",
		"早退半小时",
		"提前30分钟离开",
		"路程1小时",
		"往返40分钟",
		"车程1.5小时",
		"午休1小时",
		"休息30分钟",
		"吃饭半小时",
		"扣30分钟",
		"2小时（含午休30分钟）",
		"9:00-12:00 迟到20分钟",
		"早退",
		"先走",
		"中途离开",
	],
)
def test_words_that_are_no_service_time_are_asked_and_never_the_duration(written):
	(entry,) = parse(f"1. 陈小明 {written}", MORNING).entries
	assert entry.name == "陈小明"
	assert Doubt.NOT_SERVICE in entry.doubts
	assert entry.asks
	assert entry.minutes in (None, 120)
	assert any(read.what is What.NOT_SERVICE for read in entry.reads)


@pytest.mark.parametrize(
	("written", "occasion", "minutes"),
	[
		("9.30-11.00", MORNING, 90),
		("９．３０－１１．００", MORNING, 90),
		("9:30~11.00", MORNING, 90),
		("0930-1130", MORNING, 120),
		("九点到十一点半", MORNING, 150),
		("九點至十一點一刻", MORNING, 135),
		("9:00→11:00", MORNING, 120),
		("时间：9:00-10:00", MORNING, 60),
		("2点到4点", AFTERNOON, 120),
		("2點半到4點", AFTERNOON, 90),
		("两点到四点", AFTERNOON, 120),
		("2:15-4:00", AFTERNOON, 105),
		("2:30-16:00", AFTERNOON, 90),
		("下午2点到4点", AFTERNOON, 120),
		("11:00-1:00", MORNING, 120),
	],
)
def test_times_are_read_by_the_half_of_the_day_in_which_the_activity_lies(written, occasion, minutes):
	assert credit(f"1. 陈小明 {written}", occasion) == minutes


def test_an_end_before_the_start_is_not_turned_into_the_evening():
	assert credit("1. 陈小明 11:00-9:00") is None
	assert credit("1. 陈小明 9:00-9:00") is None
	assert credit(sheet("姓名|签到|签退", "陈小明|11:30|9:00")) is None


def test_the_afternoon_is_stored_as_the_afternoon():
	(entry,) = parse("1. 陈小明 2点到4点", AFTERNOON).entries
	assert (entry.starts.hour, entry.ends.hour) == (14, 16)
	(row,) = parse(sheet("姓名|签到|签退", "陈小明|2:05|4:30"), AFTERNOON).entries
	assert (str(row.starts), str(row.ends)) == ("14:05:00", "16:30:00")
	assert credit("1. 陈小明 2点到4点", MORNING) is None


def test_two_spans_of_one_person_become_two_rows():
	for line in (
		"1. 陈小明 9:00-10:00 10:30-11:30",
		"1. 陈小明 9:00-10:00，10:30-11:30",
		"1. 陈小明 9:00-10:00、10:30-11:30",
	):
		assert credited(line) == [("陈小明", 60), ("陈小明", 60)]
	assert credited("1. 陈小明 上午9:00-10:00 下午2:00-3:30") == [("陈小明", 60), ("陈小明", 90)]
	assert credited("1. 陈小明 9:00-11:00 10:00-12:00") == [("陈小明", None)]
	both = parse("1. 陈小明 9:00-10:00 10:30-11:30", MORNING).entries
	assert not any(Doubt.DUPLICATE in entry.doubts for entry in both)


@pytest.mark.parametrize(
	"remark",
	[
		"队长",
		"党员",
		"准时",
		"全程参加",
		"拍照",
		"3组",
		"第二小组",
		"5号楼",
		"没问题",
		"一起来",
		"已签到",
		"😊",
	],
)
def test_a_harmless_remark_asks_nothing(remark):
	assert credit(f"1. 陈小明 {remark}") == 180


@pytest.mark.parametrize(
	"words",
	["3", "上午", "后半场", "早上来", "晚点来", "两次", "冼秀兰", "不", "没带工具", "提前半小时", "停"],
)
def test_a_remainder_that_may_matter_is_named(words):
	(entry,) = parse(f"1. 陈小明 {words}", MORNING).entries
	assert entry.asks
	assert entry.unread or entry.reads[1:]


DURATIONS = st.integers(1, 600).flatmap(
	lambda minutes: st.sampled_from(
		[
			f"{minutes}分钟",
			f"{minutes}分",
			f"{minutes // 60}小时{minutes % 60}分" if minutes >= 60 else f"{minutes}min",
			f"{minutes // 60}h{minutes % 60:02d}" if minutes >= 60 else f"{minutes}分鐘",
			f"时长{minutes // 60}:{minutes % 60:02d}",
		]
	).map(lambda written: (written, minutes))
)
NOISE = st.sampled_from(
	[
		"",
		"队长",
		"准时",
		"迟到10分钟",
		"没来",
		"请假",
		"约",
		"3",
		"周日",
		"3月8日",
		"+1",
		"替李秀兰",
		"下午",
		"一半",
	]
)


@given(DURATIONS, NOISE, st.booleans())
def test_generated_lines_credit_what_is_written_or_ask(duration, noise, noise_first):
	written, minutes = duration
	line = f"1. 陈小明 {noise} {written}" if noise_first else f"1. 陈小明 {written} {noise}"
	for name, found in credited(line):
		assert name in ("陈小明", "李秀兰")
		assert found in (minutes, None)
	if noise not in ("", "队长", "准时"):
		assert all(found is None for _, found in credited(line))


@given(
	st.integers(5 * 60, 22 * 60),
	st.integers(1, 100),
	st.sampled_from(["-", "~", "至", "到", "—", " - "]),
	NOISE,
)
def test_generated_spans_credit_what_is_written_or_ask(start, length, dash, noise):
	end = start + length
	span = f"{start // 60:02d}:{start % 60:02d}{dash}{end // 60:02d}:{end % 60:02d}"
	for _, found in credited(f"1. 陈小明 {span} {noise}"):
		assert found in (length, None)
