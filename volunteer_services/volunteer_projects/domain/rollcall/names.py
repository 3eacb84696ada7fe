"""What may be a name in a pasted list, and what is said beside it."""

from __future__ import annotations

import re

from volunteer_services.volunteer_projects.domain.rollcall.words import SkipReason
from volunteer_services.volunteer_projects.domain.rollcall.writing import HAN, simplify

_HAN_NAME = re.compile(rf"{HAN}{{2,4}}|{HAN}{{1,10}}(?:[·•‧・.]{HAN}{{1,10}})+")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z'.]{1,19}(?: [A-Za-z][A-Za-z'.]{0,19}){0,3}")
# 张 三 and 王 小 明 are drawn apart; 王 小明 has a blank after the surname.
_SPACED_NAME = re.compile(
	rf"(?<!\S)(?<!\s{HAN} )(?<!^{HAN} ){HAN}(?: {HAN}){{1,3}}(?!\S)(?! {HAN}(?!\S))"
	rf"|(?<!\S){HAN} {HAN}{{2}}(?!\S)"
)
_NO_NAMES = re.compile(
	r"报名|接龙|每人|每位|以上|以下|全部|全体|均为|辛苦|一律|统一|所有|谢谢|感谢|收到|参加|志愿者|志愿服务|姓名|时间|课时|学时|时长|时数|工时|日期|编号|尾号|地点|签到|签退|名单|大家|以上|合计|共计"
	r"|总计|小计|活动|集合"
	r"|准时|下午|上午|晚上|中午|早上|全程|分钟|自带|通知|备注|要求|注意|人数|联系|名字|手机|电话|内容"
	r"|欢迎|各位|社区|街道|小区|单位|公司|学校|物业|[了吗呢吧啊]$"
	r"|^(?:明天|今天|后天|马上|可以|高兴|成功|方便|服务|半天|全天|周[一二三四五六日末天]|马上[到来])$"
)
_CALLED = re.compile(r"(?:阿姨|叔叔?|姐姐?|哥哥?|老师|妈妈?|爸爸?|奶奶|爷爷|先生|女士|师傅|太太|同学)$")
_PREFIX = re.compile(r"^(?:志愿者|队长|组长|领队|姓名|名字|报名)\s*[: ]\s*")
_SAMPLE = re.compile(r"^(?:例|示例|样例|格式|模板)(?:如|子|句)?(?:[: ].*|(?![㐀-鿿]).*)?$")
_TOTAL = re.compile(
	r"^(?:以上)?(?:合计|总计|共计|小计|总数|总人数|汇总|共 ?[0-9一二三四五六七八九十百]+ ?[人位名]"
	r"|(?:累计|合共|总共|总时长|平均)|total\b|sum\b)",
	re.IGNORECASE,
)
_LABELLED = re.compile(
	r"^(?:(?:活动|集合|服务|报名|截止|开始|结束|签到)?(?:名称|主题|时间|日期|地点|地址|内容|要求|对象"
	r"|方式|人数|须知|说明|事项)"
	r"|联系人|负责人|联系电话|发起人|备注|注意|注|温馨提示|提示|通知|主办|承办|主办单位|承办单位) ?:"
)
_HEADING_ONLY = re.compile(
	r"^(?:姓名|名单|志愿者|志愿者名单|签到表|接龙|报名接龙|报名名单|name)$", re.IGNORECASE
)
# The hundred most frequent surnames, and the double ones that are met with.
_SURNAMES = set(
	"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
	"石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_DOUBLE_SURNAMES = tuple(
	"欧阳 歐陽 司徒 上官 诸葛 諸葛 司马 司馬 皇甫 慕容 尉迟 尉遲 夏侯 令狐 东方 東方 公孙 公孫"
	" 端木 独孤 南宫 宇文"
	" 长孙 澹台 轩辕 百里 呼延 申屠 太史 钟离 闻人 西门 濮阳 淳于 单于 万俟 赫连 公羊 仲孙 拓跋".split()
)
# Surnames that are met with less, and the traditional ones: enough for "this may be a second person".
_RARER_SURNAMES = set(
	"冼谌阮麦麥区區伍霍骆左古梅利关關游游欧歐莫翟阎鄢柯耿温溫卓蓝藍裴涂凌甘祁施洪柳盛祝纪季颜倪章鲁葛毕聂焦岳齐庞樊兰殷詹宁牛芦"
	"张張陳劉楊黃趙吳孫馬許韓馮鄧肖蕭蔡餘葉蘇魏呂盧鍾鐘譚陸範賈韋鄒閻龍賀顧龔邵萬錢嚴湯鄭羅謝湛邝鄺简簡蒙容植丘劳勞钱翁窦童"
)
_SPACED_DOUBLE = re.compile(rf"(?<!\S)(?:{'|'.join(_DOUBLE_SURNAMES)}) (?:{HAN} {HAN}|{HAN}{{1,2}})(?!\S)")
_PAIR = re.compile(rf"(?<!\S)({HAN}{{2,3}})[和与跟及與]({HAN}{{2,3}})(?!\S)")
_NO_PERSON = re.compile(
	r"[区街道村镇乡市县省路组队班员长部站点校院处科局司社厂店岗]$"
	r"|^(?:文明|高中|高校|马上|方便|白天|金牌|安全|万达|江苏|江南"
	r"|高兴|高手|夏天|田径|余下|付出|万分|任何|任务|任意|常规|常务|马路|石油|白板|熟练|方式|方法|于是"
	r"|向导|范围|严格|盛大|宁静|齐全|利用|古典)"
)
_CLERK = r"(?:经办|制表|填表|填报|审核|审批|复核|记录|登记|统计|核对|证明|见证|监督)(?:人|员)?"
_SIGNATURE = re.compile(
	rf"^(?:\S{{0,6}}(?:签[字名章]|盖章|公章|签收)\)?|(?:\S{{0,4}}负责人"
	rf"|{_CLERK}))\s*(?:\(.{{0,6}}\))?\s*(?::|_{{2,}}|$)"
	rf"|^{_CLERK} +{HAN}{{2,4}}$"
)
_TOTAL_CELL = re.compile(
	r"合计|总计|共计|小计|总数|总人数|总时长|平均|总和|汇总|累计|total|sum", re.IGNORECASE
)


def skip_reason(line: str) -> SkipReason | None:
	"""Why a cleaned line cannot name anybody, as far as its beginning tells; None if it may."""
	text = simplify(line)
	if not re.search(r"\w", text):
		return SkipReason.EMPTY
	if re.match(r"#(?! ?[0-9])", text) or _HEADING_ONLY.match(text):
		return SkipReason.HEADER
	if _SAMPLE.match(text):
		return SkipReason.SAMPLE
	if _TOTAL.match(text):
		return SkipReason.TOTAL
	if _SIGNATURE.match(text):
		return SkipReason.SIGNATURE
	return SkipReason.DESCRIPTION if _LABELLED.match(text) else None


def is_total(cell: str) -> bool:
	"""Whether a cell in the place of a name says that the row is a total."""
	return bool(_TOTAL_CELL.fullmatch(simplify(re.sub(r"[\s:：()]+", "", cell))))


def join_spaced(text: str) -> str:
	"""Names that were drawn apart: 张 三 → 张三, 王 小 明 → 王小明, 司马 相如 → 司马相如."""
	text = _SPACED_DOUBLE.sub(lambda found: found[0].replace(" ", ""), text)
	return _SPACED_NAME.sub(lambda found: found[0].replace(" ", ""), text)


def strip_prefix(text: str) -> str:
	"""The text without 志愿者: or a like word before the name."""
	return _PREFIX.sub("", text)


def is_han_name(text: str) -> bool:
	"""Whether this looks like a Chinese name: 2 to 4 characters, or parts with dots between."""
	return bool(_HAN_NAME.fullmatch(text)) and not _NO_NAMES.search(simplify(text))


def is_latin_name(text: str) -> bool:
	"""Whether this looks like a name in Latin letters."""
	return bool(_LATIN_NAME.fullmatch(text)) and text.lower() not in ("name", "ok", "total", "yes", "no")


def has_surname(text: str) -> bool:
	"""Whether this looks like a Chinese name that begins with a frequent surname."""
	if not is_han_name(text) or re.search(r"..[区街镇市县省路组队]$", text):
		return False
	if text.startswith(_DOUBLE_SURNAMES):
		return len(text) >= 3
	return text[0] in _SURNAMES and len(text) <= 3


def may_be_person(text: str) -> bool:
	"""Whether a word that was left over may be a second person's name."""
	if not is_han_name(text) or len(text) > 4 or _NO_PERSON.search(simplify(text)):
		return False
	if text.startswith(_DOUBLE_SURNAMES):
		return len(text) >= 3
	return len(text) <= 3 and (text[0] in _SURNAMES or text[0] in _RARER_SURNAMES)


def is_nickname(text: str) -> bool:
	"""Whether somebody is called by kinship or calling (王阿姨, 明明妈妈) rather than named."""
	return bool(_CALLED.search(text))


def _parted(text: str) -> str:
	"""A blank between two names that 和 joins."""
	pairs = _PAIR.finditer(text)
	for found in [found for found in pairs if has_surname(found[1]) and has_surname(found[2])]:
		text = text.replace(found[0], f"{found[1]} {found[2]}", 1)
	return text


def split_name(text: str, *, allow_latin: bool) -> tuple[str, list[str], str]:
	"""(name, further names, remark) of a piece of text that holds no numbers any more.

	The first part that looks like a name is it; further parts are names only where a frequent surname begins
	them, for remarks stand there too. Without a name the first is "".
	"""
	text = join_spaced(strip_prefix(text.strip(" -—–―~:;,.、\t")))
	if allow_latin and is_latin_name(text):
		return text, [], ""
	name, further, remark = "", list[str](), list[str]()
	for token in re.split(r"[\s:—–―~_]+|-+", _parted(text)):
		if not name and is_han_name(token):
			name = token
		elif name and has_surname(token):
			further.append(token)
		elif token:
			remark.append(token)
	return name, further, " ".join(remark)
