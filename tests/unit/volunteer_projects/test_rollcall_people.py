"""Who stands in a pasted list: names as people write them, absences, stand-ins, sections, signatures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.synthetic import names, resident_ids
from tests.unit.volunteer_projects.rollcall_credit import AFTERNOON, MORNING, credit, credited, sheet
from volunteer_services.volunteer_projects.domain.rollcall import (
	Candidate,
	Doubt,
	MatchReason,
	Outcome,
	SkipReason,
	What,
	match,
	parse,
)

ABSENT = (
	"未到 没到 没来 沒來 没有来 未出席 缺席 缺勤 旷工 病假 事假 产假 请假 請假 告假 休假 调休 不能来"
	" 不能來 不来 来不了 去不了 无法参加 無法參加 未签到 没参加 不参加"
	" 取消 已取消 退出 有事 临时有事 臨時有事 家里有事"
	" 生病 出差 加班 爽约 唔嚟 冇嚟 × ❌ ✗ absent 缺"
).split()
WAITING = "候补 候補 替补 后补 备选 待定 不确定 可能来 看情况 排队 预备 ?".split()


@pytest.mark.parametrize("word", ABSENT + WAITING)
def test_absence_in_any_words_is_asked(word):
	for line in (f"1. 陈小明 {word}", f"1. 陈小明（{word}）", f"1. 陈小明-{word}", f"1、陈小明，{word}"):
		(entry,) = parse(line, MORNING).entries
		assert entry.name == "陈小明"
		assert entry.asks
		assert {Doubt.CANCELLED, Doubt.WAITING} & set(entry.doubts)
		assert any(read.what in (What.ABSENT, What.WAITING) for read in entry.reads)


@pytest.mark.parametrize("word", ["未到", "没来", "请假", "缺勤", "病假"])
def test_absence_written_without_a_blank(word):
	assert credited(f"1. 陈小明{word}") == [("陈小明", None)]


@pytest.mark.parametrize(
	("line", "people"),
	[
		("王 小 明", ["王小明"]),
		("王　小　明", ["王小明"]),
		("王 小明", ["王小明"]),
		("张　三", ["张三"]),
		("司马 相如", ["司马相如"]),
		("欧阳 海 燕", ["欧阳海燕"]),
		("諸葛 亮", ["諸葛亮"]),
		("1。陈小明", ["陈小明"]),
		("1．陈小明", ["陈小明"]),
		("【1】陈小明", ["陈小明"]),
		("No.1 陈小明", ["陈小明"]),
		("一、陈小明", ["陈小明"]),
		("①陈小明②李秀兰", ["陈小明", "李秀兰"]),
		("@陈小明 @李秀兰", ["陈小明", "李秀兰"]),
		("1. @陈小明", ["陈小明"]),
		("1.陈小明2.李秀兰", ["陈小明", "李秀兰"]),
		("1、陈小明2、李秀兰3、王芳", ["陈小明", "李秀兰", "王芳"]),
		("1 陈小明 2 李秀兰 3 王芳", ["陈小明", "李秀兰", "王芳"]),
		("陈小明/李秀兰/王芳", ["陈小明", "李秀兰", "王芳"]),
		("1. 陈代明", ["陈代明"]),
		("1. 李和平", ["李和平"]),
		("1. 周一鸣", ["周一鸣"]),
	],
)
def test_ways_of_writing_people(line, people):
	assert credited(line) == [(name, 180) for name in people]


def test_each_number_of_a_line_keeps_its_own_time():
	assert credited("1. 陈小明2小时2.李秀兰3小时") == [("陈小明", 120), ("李秀兰", 180)]
	assert credited("1.陈小明 9:00-11:00 2.李秀兰 1小时") == [("陈小明", 120), ("李秀兰", 60)]
	assert credited("陈小明：2小时；李秀兰：9:00-10:00") == [("陈小明", 120), ("李秀兰", 60)]


@pytest.mark.parametrize(
	"line",
	[
		"王小明 替 李秀兰",
		"王小明替李秀兰",
		"王小明 代替 李秀兰",
		"王小明 代 李秀兰",
		"王小明 顶替 李秀兰",
		"王小明（替李秀兰）",
		"李秀兰 换成 王小明",
		"李秀兰 改为 王小明",
		"李秀兰 → 王小明",
		"李秀兰（由王小明代）",
		"王小明代簽李秀兰",
		"王小明和李秀兰",
		"王小明 李秀兰",
		"王小明+1",
		"王小明等3人",
		"王小明 带孩子",
		"王小明和老公",
		"王小明夫妇",
		"王小明一家三口",
	],
)
def test_a_second_person_presets_neither(line):
	entries = parse(f"1. {line}", MORNING).entries
	assert entries
	assert all(entry.asks for entry in entries)


@pytest.mark.parametrize(
	"words",
	["明天来", "昨天", "周日", "下周六", "3月8日", "3/8", "8号", "3月14日 9:00-11:00", "三月八日", "改天"],
)
def test_another_day_is_asked(words):
	assert credit(f"1. 陈小明 {words}") is None


@pytest.mark.parametrize("words", ["周六", "今天", "3月7日", "3月7日9:00-12:00", "2026年3月7日", "7号"])
def test_the_activitys_own_day_asks_nothing(words):
	assert credit(f"1. 陈小明 {words}") == 180


def test_a_section_holds_for_the_names_below():
	text = "上午场 9:00-10:00\n1. 陈小明\n2. 李秀兰 2小时\n下午场 14:00-16:00\n1. 王芳\n2. 陈小明"
	assert credited(text) == [("陈小明", 60), ("李秀兰", 120), ("王芳", 120), ("陈小明", 120)]
	assert [line.reason for line in parse(text).skipped] == [SkipReason.SECTION] * 2
	assert not any(Doubt.DUPLICATE in entry.doubts for entry in parse(text).entries)


@pytest.mark.parametrize(
	"heading",
	[
		"上午场 9:00-10:00",
		"上午場 9:00-10:00",
		"第一场（9:00-10:00）",
		"【A组 9:00-10:00】",
		"一、上午场：9点到10点",
		"早班9:00-10:00：",
		"9:00-10:00",
		"时间：9:00-10:00",
		"每人1小时",
		"以下1小时",
	],
)
def test_ways_of_writing_a_section(heading):
	assert credited(f"{heading}\n陈小明\n李秀兰") == [("陈小明", 60), ("李秀兰", 60)]
	assert credited(f"{heading}\n1. 陈小明\n2. 李秀兰") == [("陈小明", 60), ("李秀兰", 60)]


def test_a_section_above_a_sheet():
	assert credit(sheet("上午场 9:00-10:00||", "姓名|手机|备注", "陈小明|13800001234|")) == 60


@pytest.mark.parametrize(
	"text",
	[
		"上午场\n1. 陈小明",
		"请假：\n1. 陈小明",
		"候补名单\n1. 陈小明",
		"3月8日\n1. 陈小明",
		"3月8日社区清洁签到表\n1. 陈小明",
		"2026年2月考勤表\n1. 陈小明",
		"活动时间：3月8日9:00-12:00\n1. 陈小明",
		"周六9:00-10:30社区清洁\n1. 陈小明",
		"1. 陈小明\n9:00-10:00",
		"1. 陈小明\n请假",
		"1. 陈小明\n以上每人2小时",
		"1. 陈小明\n今天辛苦了,每人记2小时",
		"姓名：陈小明\n时间：9:00-10:00",
	],
)
def test_a_line_around_the_name_that_leaves_its_time_open_is_asked(text):
	assert credited(text) == [("陈小明", None)]


def test_a_time_between_two_numbers_is_nobodys_for_sure():
	text = "1. 陈小明\n9:00-10:00\n2. 李秀兰\n10:00-11:00"
	assert credited(text) == [("陈小明", None), ("李秀兰", None)]


def test_a_post_with_a_time_is_no_person():
	assert credited("引导岗 9:00-10:00\n王芳\n图书馆 10:00-12:00\n李秀兰") == [("王芳", 60), ("李秀兰", 120)]


def test_a_later_line_that_takes_back_an_earlier_one_doubts_both():
	assert credited("1. 王芳\n2. 李秀兰\n王芳取消") == [("王芳", None), ("李秀兰", 180), ("王芳", None)]
	assert credited("1. 王芳\n2. 李秀兰\n更正：王芳为2小时")[:2] == [("王芳", None), ("李秀兰", 180)]


def test_a_list_of_the_absent_ends_where_the_present_begin():
	text = "请假人员\n李秀兰\n到场人员\n王芳"
	assert credited(text) == [("李秀兰", None), ("王芳", 180)]


@pytest.mark.parametrize(
	"line",
	["1. 陈小明 帮李秀兰签", "1. 陈小明 陪李秀兰", "1. 陈小明 李福生", "1. 陈小明 Anna", "1. 陈小明 家属"],
)
def test_what_may_be_a_second_person_is_asked(line):
	assert credited(line)[0] == ("陈小明", None)


@pytest.mark.parametrize(
	"written", ["2°30′", "7200秒", "2小时30秒", "1.5小时/次", "2工时", "3课时", "累计2小时", "2小时（估）"]
)
def test_numbers_of_other_things_are_asked(written):
	assert credited(f"1. 陈小明 {written}") == [("陈小明", None)]


def test_the_announcement_of_the_activity_itself_asks_nothing():
	text = "#接龙\n时间：3月7日（周六）上午9:00-12:00\n集合时间：8:30\n3月5日18:00报名截止\n1. 陈小明"
	assert credited(text) == [("陈小明", 180)]


@pytest.mark.parametrize(
	"line",
	[
		"合计：3人",
		"总计 3人 6小时",
		"共3人",
		"以上共计6小时",
		"负责人签字：王主任",
		"审核人：李红  日期：2026年3月8日",
		"制表人 李红",
		"签名：王芳",
		"站长（签字）：王芳",
		"經辦人：王芳",
	],
)
def test_total_and_signature_lines_are_nobody(line):
	assert credited(f"1. 陈小明\n{line}") == [("陈小明", 180)]
	assert credited(f"陈小明\n{line}") == [("陈小明", 180)]


@given(resident_ids, names, st.sampled_from([" ", "-", "　", " - "]), st.booleans())
def test_an_identity_number_with_blanks_is_masked_everywhere_and_is_no_tail(number, name, blank, in_sheet):
	spaced = f"{number[:6]}{blank}{number[6:14]}{blank}{number[14:]}"
	line = sheet("姓名|身份证号|备注", f"{name}|{spaced}|{spaced}") if in_sheet else f"1. {name} {spaced}"
	result = parse(line, MORNING)
	(entry,) = result.entries
	assert (entry.name, entry.last_four, entry.mobile) == (name, None, None)
	for part in (number, spaced, number[6:14], number[14:]):
		assert part not in repr(result)


def test_a_masked_identity_number_is_no_tail_and_a_masked_mobile_is():
	(entry,) = parse("1. 陈小明 440103********1234").entries
	assert entry.last_four is None
	(entry,) = parse("1. 陈小明 138****7777").entries
	assert entry.last_four == "7777"


def test_the_volunteer_number_decides_namesakes():
	one = Candidate("V00000011", "陈小明", "1111", in_team=True)
	other = Candidate("V00000012", "陈小明", "2222", in_team=True)
	text = sheet("姓名|志愿者编号|时长", "陈小明|V00000012|2")
	(result,) = match(parse(text, MORNING).entries, [one, other])
	assert (result.outcome, result.reason, result.volunteer) == (
		Outcome.MATCHED,
		MatchReason.NUMBER,
		"V00000012",
	)
	(result,) = match(parse("1. 陈小明 v00000011", MORNING).entries, [one, other])
	assert result.volunteer == "V00000011"
	text = sheet("姓名|志愿者编号|时长", "李秀兰|V00000012|2")
	(result,) = match(parse(text, MORNING).entries, [other])
	assert (result.outcome, result.reason) == (Outcome.DOUBTFUL, MatchReason.NUMBER_CONFLICT)
	text = sheet("姓名|志愿者编号|时长", "陈小明|V00000099|2")
	(result,) = match(parse(text, MORNING).entries, [one])
	assert (result.outcome, result.reason) == (Outcome.DOUBTFUL, MatchReason.NUMBER_CONFLICT)


def test_stored_names_with_blanks_are_found():
	stored = Candidate("V1", "张　三", None, in_team=True)
	(result,) = match(parse("1. 张三").entries, [stored])
	assert result.volunteer == "V1"


def test_two_times_of_one_volunteer_are_two_matches_and_the_same_time_twice_is_not():
	member = Candidate("V1", "陈小明", None, in_team=True)
	entries = parse("1. 陈小明 9:00-10:00 10:30-11:30\n2. 陈小明 11:00-12:00", MORNING).entries
	first, second, third = match(entries, [member])
	assert (first.volunteer, second.volunteer) == ("V1", "V1")
	assert third.outcome is Outcome.DUPLICATE


def test_only_a_clear_line_of_one_candidate_outside_the_team_is_a_sole_match():
	sister = Candidate("V1", "陈小明", None)
	(clear,) = match(parse("1. 陈小明", MORNING).entries, [sister])
	(asked,) = match(parse("1. 陈小明 没来", MORNING).entries, [sister])
	several = match(parse("1. 陈小明", MORNING).entries, [sister, Candidate("V2", "陈小明", None)])
	assert clear.is_sole and clear.volunteer is None
	assert not asked.is_sole
	assert not several[0].is_sole


def test_an_asked_line_is_never_preset_whoever_is_found():
	member = Candidate("V1", "陈小明", "1234", in_activity=True)
	for words in ("迟到20分钟", "9:00", "3", "+1", "周日", "约2小时", "替李秀兰"):
		result = match(parse(f"1. 陈小明 1234 {words}", MORNING).entries, [member])[0]
		assert (result.outcome, result.volunteer, result.candidates) == (Outcome.DOUBTFUL, None, ("V1",))


def test_half_of_the_day_of_a_section_is_the_activitys():
	assert credited("第一场 2点到4点\n陈小明", AFTERNOON) == [("陈小明", 120)]
