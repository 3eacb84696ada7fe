"""What may be a name in a pasted list, and what is said beside it."""

from __future__ import annotations

import re

from volunteer_services.volunteer_projects.domain.rollcall.words import SkipReason

HAN = r"[㐀-鿿〇\ue600-\uf8ff\U00020000-\U0003ffff]"
_HAN_NAME = re.compile(rf"{HAN}{{2,4}}|{HAN}{{1,10}}(?:[·•‧・.]{HAN}{{1,10}})+")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z'.]{1,19}(?: [A-Za-z][A-Za-z'.]{0,19}){0,3}")
_SPACED_NAME = re.compile(rf"(?<!\S)({HAN}) ({HAN})(?!\S)")
_NO_NAMES = re.compile(
	r"报名|接龙|谢谢|感谢|收到|参加|志愿者|志愿服务|姓名|时间|地点|签到|签退|名单|大家|以上|合计|共计|总计|小计|活动|集合"
	r"|准时|下午|上午|晚上|中午|早上|全程|分钟|自带|通知|备注|要求|注意|人数|联系|名字|手机|电话|内容|欢迎|各位|社区|街道|小区|单位|公司|学校|物业|[了吗呢吧啊]$"
	r"|^(?:明天|今天|后天|马上|可以|高兴|成功|方便|服务|半天|全天|周[一二三四五六日末天]|马上[到来])$"
)
_CALLED = re.compile(r"(?:阿姨|叔叔?|姐姐?|哥哥?|老师|妈妈?|爸爸?|奶奶|爷爷|先生|女士|师傅|太太|同学)$")
_PREFIX = re.compile(r"^(?:志愿者|队长|组长|领队|姓名|名字|报名)\s*[: ]\s*")
_SAMPLE = re.compile(r"^(?:例|示例|样例|格式|模板)(?:如|子|句)?(?:[: ].*|(?![㐀-鿿]).*)?$")
_TOTAL = re.compile(r"^(?:合计|总计|共计|小计|总数|共 ?[0-9]+ ?人|total\b)", re.IGNORECASE)
_LABELLED = re.compile(
	r"^(?:(?:活动|集合|服务|报名|截止|开始|结束|签到)?(?:名称|主题|时间|日期|地点|地址|内容|要求|对象|方式|人数|须知|说明|事项)"
	r"|联系人|负责人|联系电话|发起人|备注|注意|注|温馨提示|提示|通知|主办|承办|主办单位|承办单位) ?:"
)
_HEADING_ONLY = re.compile(
	r"^(?:姓名|名单|志愿者|志愿者名单|签到表|接龙|报名接龙|报名名单|name)$", re.IGNORECASE
)
COMPANION = re.compile(
	r"\+\s*[0-9]{1,2}(?![0-9])\s*[人位个名]?|[带携]着?[0-9一二两三四五]?[个名位]?(?:人|朋友|家属|孩子|小孩|娃|家人|同事)"
	r"|[和与及](?:朋友|家属|家人|孩子|同事)|一家[三四五六]口|(?<![0-9])[0-9]{1,2}[人位](?![0-9])"
)
CANCELLED = re.compile(r"取消|请假|不来|来不了|去不了|不去|退出|不参加|无法参加|缺席|临时有事")
# The hundred most frequent surnames, and the double ones that are met with.
_SURNAMES = set(
	"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
	"石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_DOUBLE_SURNAMES = ("欧阳", "司徒", "上官", "诸葛", "司马", "皇甫", "慕容", "尉迟", "夏侯", "令狐", "东方")


def skip_reason(line: str) -> SkipReason | None:
	"""Why a cleaned line cannot name anybody, as far as its beginning tells; None if it may."""
	if not re.search(r"\w", line):
		return SkipReason.EMPTY
	if line.startswith("#") or _HEADING_ONLY.match(line):
		return SkipReason.HEADER
	if _SAMPLE.match(line):
		return SkipReason.SAMPLE
	if _TOTAL.match(line):
		return SkipReason.TOTAL
	return SkipReason.DESCRIPTION if _LABELLED.match(line) else None


def join_spaced(text: str) -> str:
	"""Names of two characters that were drawn apart to the width of three: 张 三 → 张三."""
	return _SPACED_NAME.sub(r"\1\2", text)


def strip_prefix(text: str) -> str:
	"""The text without 志愿者: or a like word before the name."""
	return _PREFIX.sub("", text)


def is_han_name(text: str) -> bool:
	"""Whether this looks like a Chinese name: 2 to 4 characters, or parts with dots between."""
	return bool(_HAN_NAME.fullmatch(text)) and not _NO_NAMES.search(text)


def is_latin_name(text: str) -> bool:
	"""Whether this looks like a name in Latin letters."""
	return bool(_LATIN_NAME.fullmatch(text)) and text.lower() not in ("name", "ok", "total", "yes", "no")


def has_surname(text: str) -> bool:
	"""Whether this looks like a Chinese name that begins with a frequent surname."""
	if not is_han_name(text):
		return False
	if text.startswith(_DOUBLE_SURNAMES):
		return len(text) >= 3
	return text[0] in _SURNAMES and len(text) <= 3


def is_nickname(text: str) -> bool:
	"""Whether somebody is called by kinship or calling (王阿姨, 明明妈妈) rather than named."""
	return bool(_CALLED.search(text))


def split_name(text: str, *, allow_latin: bool) -> tuple[str, list[str], str]:
	"""(name, further names, remark) of a piece of text that holds no numbers any more.

	The first part that looks like a name is it; further parts are names only where a frequent surname begins
	them, for remarks stand there too. Without a name the first is "".
	"""
	text = join_spaced(strip_prefix(text.strip(" -—–―~:;,.、\t")))
	if allow_latin and is_latin_name(text):
		return text, [], ""
	name, further, remark = "", list[str](), list[str]()
	for token in re.split(r"[\s:—–―~_]+|-+", text):
		if not name and is_han_name(token):
			name = token
		elif name and has_surname(token):
			further.append(token)
		elif token:
			remark.append(token)
	return name, further, " ".join(remark)
