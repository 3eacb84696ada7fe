"""Words of a notice that speak of something else than volunteering [L67 §19], after the national list.

They prove nothing: a festival has guides who serve at its lectures. They ask the question that the publisher
must answer: who pays whom, is it in working time, does anybody require it?
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ALLOWANCE = 50
"""Yuan a day that are still an allowance for meals and fares; what is above is a sign of pay."""

OWN_DUTY = "own duty"
REQUIRED = "required"
OWN_BENEFIT = "own benefit"
UNCLEAR = "unclear"
PAY = "pay"
BOUGHT_HOURS = "bought hours"
MEETING = "meeting"
COMMERCE = "commerce"

_WORDS: dict[str, tuple[str, ...]] = {
	OWN_DUTY: ("坐班", "上班", "工作时间", "本职工作", "岗位职责", "加班", "考勤", "值班"),
	REQUIRED: ("单位要求", "学校要求", "公司要求", "必须参加", "强制参加", "全员参加", "值日"),
	OWN_BENEFIT: ("业委会选举", "参观", "实习", "见习", "培训会", "研学", "考察", "旅游"),
	UNCLEAR: ("团建", "讲座", "聚餐", "祈福", "排练", "联欢", "年会", "春游", "秋游"),
	PAY: ("工资", "薪酬", "薪资", "劳务费", "日结", "时薪", "报酬", "酬劳", "兼职"),
	BOUGHT_HOURS: ("刷时长", "集赞", "点赞", "代签"),
	MEETING: ("会议", "开会", "例会", "座谈"),
	COMMERCE: ("促销", "销售", "推销", "商业", "派单", "地推", "带货", "开业", "保健品", "营销"),
}
# Whoever serves at an event serves: guides, order, reception. The word alone is the event itself.
_SERVED = frozenset(
	{"会议", "座谈", "讲座", "参观", "培训会", "年会", "联欢", "考察", "研学", "祈福", "旅游", "例会", "开会"}
)
_SERVICE = re.compile(
	r"[^,，。;；、!！]{0,4}(?:引导|秩序|服务|接待|讲解|签到|保障|协助|维护|支援|布置|清场|咨询)"
)
_DENIED = re.compile(
	r"(?:不|无|非(?!常)|未|防|反|没有|禁|杜绝|抵制|拒绝|谢绝|警惕|远离|识别)[^,，。;；、!！]{0,4}$"
)
_HOURS = r"(?:志愿)?(?:服务)?(?:时长|工时|学时|小时)"
_BARGAINS = (
	re.compile(
		r"(?:捐[款赠献物]?|转发|关注|投票|下单|购买)[^,，。;；、]{0,6}?"
		rf"(?:换|得|送|赠|奖|算|计|记)[^,，。;；、]{{0,3}}?{_HOURS}"
	),
	re.compile(rf"(?:送|赠送|赠|奖励|兑换|承诺|保证)[0-9.]{{0,4}}个?{_HOURS}"),
)
_AMOUNTS = (
	re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,2})?)(?:元|块)钱?(?:/|每|一)?(?:人)?(?:/|每|一)?[天日]"),
	re.compile(
		r"每(?:人)?(?:每)?[天日](?:发|给|付|补|补贴|补助|津贴|可得)?([0-9]{1,6}(?:\.[0-9]{1,2})?)(?:元|块)"
	),
	re.compile(r"(?:补贴|补助|津贴)(?:每人)?([0-9]{1,6}(?:\.[0-9]{1,2})?)(?:元|块)"),
)


@dataclass(frozen=True)
class Found:
	"""A word of the notice and what it speaks of."""

	word: str
	kind: str


def find(texts: Iterable[str | None]) -> tuple[Found, ...]:
	"""What the texts of a notice say that is no volunteering, each word once, in the order of reading.

	Full-width letters, spaces and dots between the characters hide nothing. A word that is denied (不收报酬)
	or served at (会议引导) is none.
	"""
	found: dict[str, Found] = {}
	for text in texts:
		for one in _in_text(normalised(text)):
			found.setdefault(one.word, one)
	return tuple(found.values())


def normalised(text: str | None) -> str:
	"""The text without what hides words in it."""
	plain = unicodedata.normalize("NFKC", text or "")
	return re.sub(r"[\s·•*_~\-\u200b-\u200d\ufeff]+", "", plain)


def _in_text(text: str) -> list[Found]:
	"""The hits in their order; one that lies within a longer one is told by that."""
	hits = sorted(_hits(text), key=lambda hit: (hit[0].start(), -hit[0].end()))
	found: list[Found] = []
	end = -1
	for place, kind in hits:
		if place.end() > end and not _DENIED.search(text[: place.start()]):
			found.append(Found(place.group(), kind))
			end = place.end()
	return found


def _hits(text: str) -> Iterator[tuple[re.Match[str], str]]:
	for kind, words in _WORDS.items():
		for word in words:
			yield from ((place, kind) for place in re.finditer(word, text) if not _is_served(text, place))
	for pattern in _BARGAINS:
		yield from ((place, BOUGHT_HOURS) for place in pattern.finditer(text))
	for pattern in _AMOUNTS:
		yield from ((place, PAY) for place in pattern.finditer(text) if float(place.group(1)) > ALLOWANCE)


def _is_served(text: str, place: re.Match[str]) -> bool:
	return place.group() in _SERVED and bool(_SERVICE.match(text, place.end()))
