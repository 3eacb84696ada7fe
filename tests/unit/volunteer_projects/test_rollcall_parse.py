from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.synthetic import mobiles, names, resident_ids
from volunteer_services.volunteer_projects.domain.rollcall import Doubt, SkipReason, parse

CHAIN = """#接龙
3月5日学雷锋义剪活动报名
时间：9:00-11:30
例 张三 13800000000

1. 张三
2、李四 13800001234
3 王五 9:00-11:30
4. 陈小明🌞 2小时
5. 赵六+1
6. 欧阳小明（下午到）
谢谢大家
高先生 13800005555
合计 20人
"""
pieces = st.sampled_from(
	[
		"1. ",
		"2、",
		"3",
		"#接龙",
		"例 ",
		"张三",
		"李四",
		"欧阳小明",
		"Anna Lee",
		"、",
		"，",
		"\t",
		"\n",
		" ",
		"姓名",
		"手机",
		"13800001234",
		"138****1234",
		"尾号5678",
		"9:00-11:30",
		"下午2点",
		"-",
		"2小时",
		"半",
		"90分钟",
		"+1",
		"(",
		"）",
		"🌞",
		"1️⃣",
		"⑫",
		"取消",
		"３月５日",
		"：",
		"\u200b",
		"\u2028",
		"24:00",
		"0.375",
		"440103199001011234",
	]
)
any_text = st.one_of(st.text(max_size=120), st.lists(pieces, max_size=25).map("".join))


def only(text):
	entries = parse(text).entries
	assert len(entries) == 1, entries
	return entries[0]


@given(any_text)
def test_any_text_is_read_and_every_line_accounted_for_once(text):
	result = parse(text)
	with_content = {n for n, line in enumerate(text.splitlines(), 1) if line.strip()}
	entered = {entry.line_no for entry in result.entries}
	skipped = [line.line_no for line in result.skipped]
	assert entered | set(skipped) == with_content
	assert not entered & set(skipped)
	assert len(skipped) == len(set(skipped))
	for entry in result.entries:
		assert entry.name or Doubt.NO_NAME in entry.doubts
		assert entry.minutes is None or 0 < entry.minutes <= 1440
		assert entry.mobile is None or entry.last_four == entry.mobile[-4:]
	assert parse(text) == result


@given(
	st.lists(st.tuples(names, st.none() | mobiles), min_size=1, max_size=15),
	st.sampled_from(["{}. ", "{}、", "{} ", "({}) ", ""]),
)
def test_a_list_of_names_comes_back_as_it_was(people, number):
	lines = [
		number.format(n) + name + (f" {mobile}" if mobile else "")
		for n, (name, mobile) in enumerate(people, 1)
	]
	entries = parse("\n".join(lines)).entries
	assert [(entry.name, entry.mobile) for entry in entries] == people
	assert [entry.line_no for entry in entries] == list(range(1, len(people) + 1))
	assert {doubt for entry in entries for doubt in entry.doubts} <= {Doubt.DUPLICATE}


@given(resident_ids, names)
def test_identity_numbers_are_neither_kept_nor_shown(number, name):
	entry = only(f"1. {name} {number}")
	assert entry.name == name
	assert number not in repr(entry)
	table = parse(f"姓名\t身份证\t备注\n{name}\t{number}\t{number}")
	assert number not in repr(table)


def test_a_chain_from_the_group():
	result = parse(CHAIN)
	assert [entry.name for entry in result.entries] == [
		"张三",
		"李四",
		"王五",
		"陈小明",
		"赵六",
		"欧阳小明",
		"高先生",
	]
	by_name = {entry.name: entry for entry in result.entries}
	assert by_name["李四"].mobile == "13800001234"
	assert (by_name["王五"].starts, by_name["王五"].ends) == (time(9), time(11, 30))
	assert by_name["陈小明"].minutes == 120
	assert by_name["赵六"].doubts == (Doubt.COMPANION,)
	assert by_name["欧阳小明"].remark == "下午到"
	assert by_name["高先生"].doubts == (Doubt.UNNUMBERED, Doubt.NICKNAME)
	assert [(line.line_no, line.reason) for line in result.skipped] == [
		(1, SkipReason.HEADER),
		(2, SkipReason.DESCRIPTION),
		(3, SkipReason.DESCRIPTION),
		(4, SkipReason.SAMPLE),
		(12, SkipReason.DESCRIPTION),
		(14, SkipReason.TOTAL),
	]


@pytest.mark.parametrize(
	("line", "starts", "ends"),
	[
		("9:00-11:30", time(9), time(11, 30)),
		("９：００—１１：３０", time(9), time(11, 30)),
		("9点到11点半", time(9), time(11, 30)),
		("9-11点", time(9), time(11)),
		("上午9:00至下午5:00", time(9), time(17)),
		("下午2点-4点半", time(14), time(16, 30)),
		("2-4pm", time(14), time(16)),
		("10:00-2:00pm", time(10), time(14)),
		("中午12:00-1:30", time(12), time(13, 30)),
		("晚上7:00~9:00", time(19), time(21)),
		("晚上10点-12点", time(22), time(0)),
		("签到9:00 签退11:30", time(9), time(11, 30)),
		("9:00:00 11:30:00", time(9), time(11, 30)),
	],
)
def test_ways_of_writing_times(line, starts, ends):
	for text in (f"1. 张三 {line}", f"1. 张三({line})", f"1. {line} 张三"):
		entry = only(text)
		assert (entry.name, entry.starts, entry.ends, entry.minutes) == ("张三", starts, ends, None)


@pytest.mark.parametrize(
	("line", "minutes"),
	[
		("2小时", 120),
		("2.5h", 150),
		("半小时", 30),
		("两个半小时", 150),
		("1小时30分", 90),
		("90分钟", 90),
		("1h30min", 90),
		("3个小时", 180),
		("１．５小时", 90),
		("2小时半", 150),
		("0.33小时", 20),
	],
)
def test_ways_of_writing_durations(line, minutes):
	entry = only(f"1. 张三 {line}")
	assert (entry.name, entry.minutes, entry.remark, entry.doubts) == ("张三", minutes, "", ())


@pytest.mark.parametrize(
	("line", "doubts"),
	[
		("张三 9:00-11:00 3小时", (Doubt.CONTRADICTION,)),
		("张三 9:00-11:00 2小时", ()),
		("张三 22:00-1:00", (Doubt.PAST_MIDNIGHT,)),
		("张三 2:00-4:00", (Doubt.TIME_UNCLEAR,)),
		("张三 9:00-9:00", (Doubt.TIME_UNCLEAR,)),
		("张三 9:00-11:00 10:00-12:00", (Doubt.TIME_UNCLEAR,)),
		("张三 9:00", (Doubt.ONE_TIME,)),
		("张三 30小时", (Doubt.TIME_UNCLEAR,)),
		("张三 13800001234 13900001234", (Doubt.SEVERAL_MOBILES,)),
		("张三 13800001234，13900001234", (Doubt.SEVERAL_MOBILES,)),
		("张三 带2个朋友", (Doubt.COMPANION,)),
		("张三 请假", (Doubt.CANCELLED,)),
		("明明妈妈", (Doubt.NICKNAME,)),
		("☆小Q☆", (Doubt.ODD_NAME,)),
		("13800001234", (Doubt.NO_NAME,)),
		("+1", (Doubt.COMPANION, Doubt.NO_NAME)),
	],
)
def test_what_is_uncertain_carries_a_doubt(line, doubts):
	assert only(f"1. {line}").doubts == doubts


def test_several_people_in_one_line():
	result = parse(
		"1. 吴九、郑十，冯十一 9:00-11:00\n2. 张三13800001111、李四13900002222\n3.张伟/王静 4.刘敏"
	)
	assert [entry.name for entry in result.entries] == [
		"吴九",
		"郑十",
		"冯十一",
		"张三",
		"李四",
		"张伟",
		"王静",
		"刘敏",
	]
	assert {entry.ends for entry in result.entries[:3]} == {time(11)}
	assert [entry.last_four for entry in result.entries[3:5]] == ["1111", "2222"]
	blanks = parse("赵一　钱二 孙三\n钱二 准时").entries
	assert [entry.name for entry in blanks] == ["赵一", "钱二", "孙三", "钱二"]
	assert all(Doubt.SEVERAL_NAMES in entry.doubts for entry in blanks[:3])
	assert (blanks[3].remark, blanks[3].doubts) == ("准时", (Doubt.DUPLICATE,))


@pytest.mark.parametrize(
	("line", "name"),
	[
		("张　三", "张三"),
		("1小明", "小明"),
		("2周一鸣", "周一鸣"),
		("1️⃣ 梁一", "梁一"),
		("⑫梁二", "梁二"),
		("⒊郑成功", "郑成功"),
		("1. 志愿者：张三", "张三"),
		("1. 买买提·艾力", "买买提·艾力"),
		("1. 南社区-黄丽", "黄丽"),
		("1. Anna Lee 🎈", "Anna Lee"),
		("1. 𠮷田", "𠮷田"),
		("１．\u200b张三\ufeff", "张三"),
		("1. 张三【组长】", "张三"),
	],
)
def test_ways_of_writing_names(line, name):
	entry = only(line)
	assert entry.name == name
	assert entry.doubts == ()


def test_the_last_four_digits_alone():
	assert only("1. 张三 1234").last_four == "1234"
	assert only("1. 张三 尾号：5678").last_four == "5678"
	assert only("1. 张三 138****7777").last_four == "7777"
	assert only("1. 张三 2026年").last_four is None


def test_columns_of_a_spreadsheet():
	text = (
		"序号\t姓名\t手机\t开始时间\t结束时间\t时长(小时)\t备注\n"
		"1\t张三\t13800001234\t9:00\t11:30\t2.5\t好\n"
		"2\t李 四\t\t2026/3/5 14:00\t0.75\t\t\n"
		"3\t\t13800001111\t\t\t\t\n"
		"合计\t\t\t\t\t10\t\n"
		"4\t王五（队长）\t1234\t上午9点\t\t90\t\n"
	)
	result = parse(text)
	zhang, li, nobody, wang = result.entries
	assert (zhang.name, zhang.mobile, zhang.starts, zhang.ends) == (
		"张三",
		"13800001234",
		time(9),
		time(11, 30),
	)
	assert (zhang.minutes, zhang.remark, zhang.doubts) == (150, "好", ())
	assert (li.name, li.starts, li.ends, li.doubts) == ("李四", time(14), time(18), ())
	assert nobody.doubts == (Doubt.NO_NAME,)
	assert (wang.name, wang.remark, wang.last_four, wang.minutes) == ("王五", "队长", "1234", 90)
	assert wang.doubts == (Doubt.TIME_UNCLEAR, Doubt.ONE_TIME)
	assert [line.reason for line in result.skipped] == [SkipReason.TABLE_HEADER, SkipReason.TOTAL]


def test_columns_in_another_order_and_with_other_headings():
	entry = only("服务时长（分钟）\t时间\t志愿者姓名\t联系电话\n90\t9:00-10:30\t张三\t+86 138 0000 1234")
	assert (entry.name, entry.minutes, entry.ends, entry.last_four) == ("张三", 90, time(10, 30), "1234")
	contradicting = only("姓名\t开始\t结束\t时长\n张三\t9:00\t10:00\t2")
	assert contradicting.doubts == (Doubt.CONTRADICTION,)
	unclear = only("姓名\t开始\t时长\n张三\t一早\t很久")
	assert (unclear.remark, unclear.doubts) == ("一早 很久", (Doubt.TIME_UNCLEAR,))


def test_the_same_person_again_is_marked_and_a_namesake_is_not():
	entries = parse("1. 张三 13800001111\n2. 张三 13800002222\n3. 张　三 1111\n4. 张三\n5. 张三").entries
	assert [Doubt.DUPLICATE in entry.doubts for entry in entries] == [False, False, True, False, True]
