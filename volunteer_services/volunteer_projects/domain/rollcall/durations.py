"""Durations as people write them: 2小时, 2h30, 2个半钟, 1.5+1小时, 1小时*2次. Whole minutes."""

from __future__ import annotations

import re
from decimal import Decimal

from volunteer_services.foundation.domain.worktime import minutes_of
from volunteer_services.volunteer_projects.domain.rollcall.model import DAY, HOUR
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, What
from volunteer_services.volunteer_projects.domain.rollcall.writing import (
	NO_NUMBER_BEFORE,
	NUMBER,
	Piece,
	number,
)

_HOUR = r"(?:小时|钟头|钟|[Hh](?:ours?|rs?)?(?![A-Za-z]))"
_MINUTE = r"(?:分钟?|[Mm](?:in(?:ute)?s?)?(?![A-Za-z])|['′])"
_NOT_COUNTED = r"(?![0-9.:*+]|\s*[-人次元号点日月年天组岁个名位秒])"
_TERM = (
	rf"(?:(?P<sum>(?:{NUMBER}\s*\+\s*){{1,5}})?(?P<h>{NUMBER})\s*(?:个(?P<half>半)?)?\s*{_HOUR}(?P<more>半)?"
	rf"(?:\s*[又零加,]?\s*(?P<m>{NUMBER})\s*{_MINUTE}|(?P<quarter>[一两二三1-3])刻钟?"
	rf"|(?P<bare>[0-5][0-9]){_NOT_COUNTED})?"
	rf"|(?P<only>半)个?{_HOUR}"
	rf"|(?P<msum>(?:{NUMBER}\s*\+\s*){{1,5}})?(?P<mm>{NUMBER})\s*{_MINUTE}"
	r"|(?P<quarters>[一两二三1-3])刻钟?)"
)
_DURATION = re.compile(NO_NUMBER_BEFORE + _TERM)
_NEAR = 12
_PLUS = re.compile(r"\s*\+\s*" + _TERM)
_TIMES = re.compile(rf"\s*[*xX×乘]\s*(?P<n>{NUMBER})\s*(?P<unit>次|场|趟|回|节|期|轮)?(?![0-9.:天日人])")
_TIMES_BEFORE = re.compile(rf"{NO_NUMBER_BEFORE}(?P<n>{NUMBER})\s*(?:次|场|趟|回|节|期|轮)?\s*[*xX×乘]\s*$")
_LABELLED = re.compile(
	r"(?:时长|工时|时数|共计?|合计)\s*:?\s*(?P<h>[0-9]{1,2}):(?P<m>[0-5][0-9])(?::00)?(?![0-9:-])"
)
_VAGUE = re.compile(
	rf"(?<=\s)[-−](?={NUMBER}\s*个?半?\s*(?:{_HOUR}|{_MINUTE}))|"
	rf"(?:约|大概|大约|左右|上下|差不多|近|不到|不足|不满|未满|超过?|至少|最少|最多|起码"
	rf"|多个?|余个?|几个?|数个?|每次|每天|每日|每场|每)\s*(?:{NUMBER}|半)?\s*(?:个半?)?\s*(?:{_HOUR}"
	rf"|{_MINUTE}|刻|$)"
	rf"|(?:{_HOUR}|{_MINUTE})\s*(?:左右|上下|多|余|不到|以上|以下|以内|出头|吧|\?|/|每)"
	rf"|(?:左右|大概|大约|差不多|累计|估计|预计|应该)"
)


def read_labelled(piece: Piece) -> int | None:
	"""Minutes of 时长2:30, to be taken before times of day are read."""
	labelled = piece.take_first(_LABELLED, What.DURATION)
	return int(labelled["h"]) * HOUR + int(labelled["m"]) if labelled else None


def read_durations(piece: Piece, labelled: int | None = None) -> tuple[int | None, list[Doubt]]:
	"""Minutes, and what is unclear; several durations that are not joined by + are unclear."""
	vague = bool(_VAGUE.search(piece.key))
	found: list[Decimal | int] = [] if labelled is None else [labelled]
	while term := _DURATION.search(piece.key):
		found.append(_take_term(piece, term))
	if not found:
		return None, []
	minutes = int(found[0])
	if len(found) > 1 or found[0] != minutes or not 0 < minutes <= DAY:
		return None, [Doubt.TIME_UNCLEAR]
	return minutes, [Doubt.TIME_UNCLEAR] * vague


def read_clock_duration(text: str) -> int | None:
	"""Minutes of ``2:30`` or ``2:30:00`` where a heading says that it is a duration."""
	found = re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])(?::00)?", text)
	minutes = int(found[1]) * HOUR + int(found[2]) if found else 0
	return minutes if 0 < minutes <= DAY else None


def _take_term(piece: Piece, term: re.Match[str]) -> Decimal | int:
	"""The minutes of a term, of what is added to it, and of how many times; all of it taken."""
	start, end, total = term.start(), term.end(), _minutes(term)
	while more := _PLUS.match(piece.key, end):
		total, end = total + _minutes(more), more.end()
	times = _TIMES.match(piece.key, end)
	before = _TIMES_BEFORE.search(piece.key, max(0, start - _NEAR), start)
	if times:
		total, end = total * (number(times["n"]) or 0), times.end()
	elif before:
		total, start = total * (number(before["n"]) or 0), before.start()
	piece.take(start, end, What.DURATION)
	return total


def _minutes(term: re.Match[str]) -> Decimal | int:
	if term["only"]:
		return 30
	if term["quarters"]:
		return 15 * int(number(term["quarters"]) or 0)
	if term["mm"]:
		return _sum(term["msum"]) + (number(term["mm"]) or 0)
	hours = _sum(term["sum"]) + (number(term["h"]) or 0)
	if term["half"] or term["more"]:
		hours += Decimal("0.5")
	minutes = number(term["m"] or term["bare"] or "0") or 0
	if term["quarter"]:
		minutes = 15 * int(number(term["quarter"]) or 0)
	return minutes_of(hours) + minutes


def _sum(text: str | None) -> Decimal:
	return sum(
		(number(part.strip()) or Decimal(0) for part in (text or "").split("+") if part.strip()), Decimal(0)
	)
