"""Lines without a name that speak of the lines around them: 上午场 9:00-10:00, 请假:, 每人2小时."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from volunteer_services.volunteer_projects.domain.rollcall.clock import settle
from volunteer_services.volunteer_projects.domain.rollcall.days import names_other_day
from volunteer_services.volunteer_projects.domain.rollcall.facts import read_facts
from volunteer_services.volunteer_projects.domain.rollcall.model import Facts, Occasion, Span
from volunteer_services.volunteer_projects.domain.rollcall.names import has_surname
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, What
from volunteer_services.volunteer_projects.domain.rollcall.writing import HAN, simplify

_NUMERAL = r"[一二三四五六七八九十0-9A-Za-z甲乙丙丁]{1,3}"
_PART = r"(?:上午|下午|早上|早|晚上|晚|中午|夜间|夜|全天|白天)"
_WORD = re.compile(
	rf"(?:第?{_NUMERAL}|{_PART})?(?:场次?|班次?|批次?|时段|时间段|阶段|轮次?|小?组|队|岗|节|部分)(?:别"
	rf"|次)?|{_PART}"
	r"|服务|志愿者?|活动|名单|人员|同学|队员|参加|如下|签到|情况|以下|安排|时间|日期|时长|工时|均|都|按"
	r"|为|计|每人|每位|各|全部|全体|大家|所有人?|统一|以上|上述|共|以?[一二三四五六七八九十]、"
)
_HEADS_LIST = re.compile(r"名单|人员|如下|同学|队员|以下|[::]\s*$|场|班|组|批|时段|轮|阶段|队")
_FOR_ALL = re.compile(r"以上|上述|每人|每位|均|都|全部|全体|大家|所有|各(?!位)|统一")
_TIME_LABEL = re.compile(r"^(?:服务|活动|志愿服务|志愿活动|值班|上岗)?(?:时间|日期|时段|时长|工时)\s*:")
_NO_SERVICE_LABEL = re.compile(
	r"报名|截止|集合|集中|发布|公示|培训|下次|下一|预告|接龙时间|学雷锋|上次|往期|起接龙|统计"
)
# 引导岗 9:00-10:00 names a place or a post, not a person.
_PLACE = re.compile(
	rf"{HAN}{{1,10}}(?:岗|岗位|站|点|馆|室|处|厅|园|店|楼|口|门|车|区|台|亭|线|院|校|场|路|街|村|中心|礼堂|服务)"
)
# What a line without a name can say of others.
_OF_SECTIONS = frozenset(
	{
		Doubt.CANCELLED,
		Doubt.WAITING,
		Doubt.OTHER_DAY,
		Doubt.NOT_SERVICE,
		Doubt.TIME_UNCLEAR,
		Doubt.PAST_MIDNIGHT,
	}
)
_ORDINAL = re.compile(
	rf"^(?:[(\[【]?{_NUMERAL}[)\]】]|[一二三四五六七八九十]{{1,3}}[、.。]|[0-9]{{1,2}}[、.](?![0-9]))\s*"
)


@dataclass(frozen=True)
class Section:
	"""What holds for the names below a line; ``words`` is the line.

	``is_bare``: a time or an absence alone on its line, which may belong to the name above or to those below.
	``for_all``: it speaks of everybody.
	"""

	words: str = ""
	spans: tuple[Span, ...] = ()
	minutes: int | None = None
	doubts: tuple[Doubt, ...] = ()
	is_bare: bool = False
	for_all: bool = False

	def doubted(self, doubt: Doubt) -> Section:
		return replace(self, doubts=(*self.doubts, doubt))


def read_section(line: str, occasion: Occasion | None) -> Section | None:
	"""The section that a cleaned line begins, or None where it names somebody or says nothing of the kind."""
	text = _ORDINAL.sub("", line.replace("\t", " ").strip())
	facts = read_facts(text, occasion)
	key = simplify(text)
	left = re.sub(r"[\s\W_]+", "", _WORD.sub(" ", simplify(facts.rest)))
	place = re.sub(r"[\s\W_]+", "", simplify(facts.rest))
	at_place = bool(facts.says_time and _PLACE.fullmatch(place) and not has_surname(place))
	if (
		(left and not at_place)
		or facts.mobile
		or facts.last_four
		or facts.volunteer_no
		or not _says_something(facts)
	):
		return None
	heads = at_place or bool(_HEADS_LIST.search(key) or (re.search(_PART, key) and facts.spans))
	section = _section(
		line, replace(facts, doubts=tuple(d for d in facts.doubts if d in _OF_SECTIONS)), occasion
	)
	return replace(section, is_bare=not heads, for_all=bool(_FOR_ALL.search(key)))


def read_announcement(line: str, occasion: Occasion | None) -> Section | None:
	"""The section of a line of description before the names: its time, where it differs from the activity's.

	时间:9:00-11:00 holds for the names. A time or day in free text that is not the activity's is asked about.
	"""
	key = simplify(line)
	if _NO_SERVICE_LABEL.search(key):
		return None
	facts = read_facts(line, occasion)
	labelled = bool(_TIME_LABEL.match(key))
	whole = facts.spans[0] if len(facts.spans) == 1 else None
	doubts = list[Doubt]()
	if names_other_day(line, occasion):
		doubts.append(Doubt.OTHER_DAY)
	if whole and whole.starts and whole.ends:
		section = _section(line, replace(facts, doubts=tuple(doubts)), occasion)
		if not section.spans and not doubts:
			return None
		if labelled or (not occasion and not doubts):
			return section if labelled else None
		return section.doubted(Doubt.TIME_UNCLEAR)
	if labelled and facts.minutes:
		return Section(line, minutes=facts.minutes, doubts=tuple(doubts))
	if occasion and (len(facts.spans) > 1 or facts.minutes not in (None, occasion.minutes)):
		doubts.append(Doubt.TIME_UNCLEAR)
	return Section(line, doubts=tuple(doubts)) if doubts else None


def _says_something(facts: Facts) -> bool:
	slots = any(read.what is What.SECTION for read in facts.reads)
	others = any(read.what in (What.DAY, What.PRESENT) for read in facts.reads)
	return bool(facts.says_time or facts.doubts or slots or others)


def _section(line: str, facts: Facts, occasion: Occasion | None) -> Section:
	"""The section of these facts; the activity's own time needs no saying."""
	spans = facts.spans
	if occasion and len(spans) == 1 and _is_whole(spans[0], occasion):
		spans = ()
	return Section(" ".join(line.split()), spans, facts.minutes, facts.doubts)


def _is_whole(span: Span, occasion: Occasion) -> bool:
	starts, ends, _doubts = settle(span, occasion)
	return (starts, ends) == (occasion.starts.time(), occasion.ends.time())
