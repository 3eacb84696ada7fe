"""Times of day: read from text, and settled by the activity where the half of the day is not said."""

from __future__ import annotations

import re
from datetime import time

from volunteer_services.volunteer_projects.domain.rollcall.model import (
	DAY,
	HALF_DAY,
	HOUR,
	Moment,
	Occasion,
	Span,
)
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, What
from volunteer_services.volunteer_projects.domain.rollcall.writing import HAN_DIGIT, Piece, number

_TIME = (
	r"(?:(?P<{0}day>凌晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚|[AaPp]\.?[Mm]\.?)\s*)?"
	rf"(?:(?<![0-9.])(?<![0-9]:)(?P<{{0}}h>[01]?[0-9]|2[0-4])"
	rf"|(?<!{HAN_DIGIT})(?P<{{0}}hh>{HAN_DIGIT}{{1,3}})(?=点))"
	r"(?:(?P<{0}sign>:)(?P<{0}m>[0-5][0-9])(?::[0-5][0-9])?"
	rf"|(?P<{{0}}point>[点时])钟?(?:(?P<{{0}}half>半)|(?P<{{0}}quarter>[一三13])刻"
	rf"|(?P<{{0}}m2>[0-5]?[0-9]|{HAN_DIGIT}{{1,3}})分?(?!钟)|整)?)?"
	rf"(?![0-9]|:[0-9])(?!{HAN_DIGIT}?\s*个?(?:小时|钟头))(?:\s*(?P<{{0}}ap>[AaPp]\.?[Mm]\.?)(?![A-Za-z]))?"
)


def _time(side: str) -> str:
	return _TIME.replace("{0}", side)


_TO = r"\s*(?:[-~‐-―−→>一]+|至|到|直到)\s*"
_RANGE = re.compile(_time("a") + _TO + _time("b"))
_ONE_TIME = re.compile(_time("a"))
_DOTTED = r"(?<![0-9.])(?<![0-9]:)([01]?[0-9]|2[0-4])\.([0-5][0-9])"
_PLAIN = r"(?<![0-9.])(?<![0-9]:)([01][0-9]|2[0-3])([0-5][0-9])"
_DOTTED_RANGE = re.compile(f"{_DOTTED}{_TO}{_DOTTED}(?![0-9]|[.:][0-9])")
_PLAIN_RANGE = re.compile(f"{_PLAIN}{_TO}{_PLAIN}(?![0-9]|[.:][0-9])")
_MIXED_RANGE = re.compile(
	rf"(?:{_DOTTED}{_TO}(?=[0-9]{{1,2}}:))|(?<=:[0-9]{{2}}){_TO}{_DOTTED}(?![0-9]|[.:][0-9])"
)
_PM = {"下午", "傍晚", "晚上", "晚", "pm"}
_EVENING = {"晚上", "晚"}
_AM = {"凌晨", "早上", "早晨", "早", "上午", "am"}
_EARLY = 6 * HOUR
_LONG_AFTER = 2 * HOUR  # an end that is later by more is not guessed


def read_times(piece: Piece) -> tuple[tuple[Span, ...], list[Doubt]]:
	"""The spans of the text in order; a time without a partner is a span with one end."""
	_tidy(piece)
	spans, doubts = list[Span](), list[Doubt]()
	for found in piece.take_all(_PLAIN_RANGE, What.TIME):
		spans.append(Span(_plain(found[1], found[2]), _plain(found[3], found[4])))
	for found in list(_RANGE.finditer(piece.key)):
		if _is_explicit(found, "a") or _is_explicit(found, "b"):
			piece.take(*found.span(), What.TIME)
			spans.append(_pair(found))
	singles = [found for found in _ONE_TIME.finditer(piece.key) if found["asign"] or found["apoint"]]
	for found in singles:
		piece.take(*found.span(), What.TIME)
	moments = [_moment(found, "a") for found in singles]
	if not moments:
		return tuple(spans), doubts
	if spans or len(moments) > 2:
		return tuple(spans), [Doubt.TIME_UNCLEAR]
	return (Span(moments[0], moments[1] if len(moments) == 2 else None),), doubts


def settle(span: Span, occasion: Occasion | None) -> tuple[time | None, time | None, list[Doubt]]:
	"""Start and end as times of day, and what is odd about them.

	A time from 1 to 12 without its half of the day is taken for the half in which the activity lies.
	"""
	if not span.starts or not span.ends:
		one = span.starts or span.ends
		moment = _settle_one(one, occasion).as_time() if one else None
		return (moment, None, [Doubt.ONE_TIME]) if span.starts else (None, moment, [Doubt.ONE_TIME])
	first, second = span.starts.minute, span.ends.minute
	if occasion:
		first, second = _in_half_of(occasion, span.starts, span.ends)
	starts, ends = Moment(first).as_time(), Moment(second).as_time()
	return starts, ends, _oddities(span, first, second, occasion)


def _in_half_of(occasion: Occasion, starts: Moment, ends: Moment) -> tuple[int, int]:
	"""The reading of an open span that shares time with the activity, else as written."""
	first, second = starts.minute, ends.minute
	later = (first + HALF_DAY, second + HALF_DAY)
	if starts.is_open and not ends.is_open and first < _EARLY and later[0] < second:
		readings = [(later[0], second), (first, second)]
	elif first < second:
		readings = [(first, second), *([later] if starts.is_open and ends.is_open else [])]
	else:
		near = ends.is_open and first != second and later[1] <= occasion.bounds[1] + _LONG_AFTER
		readings = [(first, later[1])] if near else []
	return next((reading for reading in readings if _meets(*reading, occasion)), (first, second))


def span_minutes(starts: time, ends: time) -> int:
	"""Minutes from one time of day to another, past midnight if need be."""
	return (ends.hour * HOUR + ends.minute - starts.hour * HOUR - starts.minute) % DAY


def _oddities(span: Span, first: int, second: int, occasion: Occasion | None) -> list[Doubt]:
	meets = bool(occasion and _meets(first, second, occasion))
	doubts = list[Doubt]()
	if first % DAY == second % DAY:
		return [Doubt.TIME_UNCLEAR]
	if second % DAY < first and not (occasion and occasion.passes_midnight):
		doubts.append(Doubt.PAST_MIDNIGHT)
	if span.starts and span.starts.is_open and first < _EARLY and not meets:
		doubts.append(Doubt.TIME_UNCLEAR)
	return doubts


def _settle_one(moment: Moment, occasion: Occasion | None) -> Moment:
	if not (occasion and moment.is_open):
		return moment
	first, last = occasion.bounds
	later = moment.minute + HALF_DAY
	return Moment(later) if not first <= moment.minute <= last and first <= later <= last else moment


def _meets(first: int, second: int, occasion: Occasion) -> bool:
	"""Whether this is a span that shares time with the activity."""
	start, end = occasion.bounds
	return first < second and first < end and start < second


def _tidy(piece: Piece) -> None:
	"""9.30-11.00 as 9:30-11:00; every place stays the same."""
	for pattern in (_DOTTED_RANGE, _MIXED_RANGE):
		for found in pattern.finditer(piece.key):
			piece.key = piece.key.replace(found[0], found[0].replace(".", ":"), 1)


def _plain(hour: str, minute: str) -> Moment:
	return Moment(int(hour) * HOUR + int(minute))


def _is_explicit(found: re.Match[str], side: str) -> bool:
	return bool(found[f"{side}sign"] or found[f"{side}point"] or _period(found, side))


def _period(found: re.Match[str], side: str) -> str:
	return str(found[f"{side}day"] or found[f"{side}ap"] or "").lower().replace(".", "")


def _moment(found: re.Match[str], side: str) -> Moment:
	return Moment(_hour(found, side) * HOUR + _minute(found, side), _is_open(found, side))


def _is_open(found: re.Match[str], side: str) -> bool:
	written = found[f"{side}h"] or ""
	return not _period(found, side) and not written.startswith("0") and 1 <= _hour(found, side) <= 12


def _hour(found: re.Match[str], side: str) -> int:
	hour, period = int(found[f"{side}h"] or number(found[f"{side}hh"]) or 0) % 25, _period(found, side)
	if hour == 12 and (period in _AM or period in _EVENING):
		return 24 if period in _EVENING else 0
	afternoon = (period in _PM and hour < 12) or (period == "中午" and hour < 3)
	return hour + 12 if afternoon else hour


def _minute(found: re.Match[str], side: str) -> int:
	if found[f"{side}half"]:
		return 30
	if found[f"{side}quarter"]:
		return 15 * int(number(found[f"{side}quarter"]) or 0)
	minute = int(number(found[f"{side}m"] or found[f"{side}m2"] or "0") or 0)
	return minute if minute < HOUR else 0


def _pair(found: re.Match[str]) -> Span:
	"""Both times; one said to be in the afternoon draws the other along where that makes a span."""
	first, second = _hour(found, "a"), _hour(found, "b")
	first_open, second_open = _is_open(found, "a"), _is_open(found, "b")
	early = first if _period(found, "a") in _PM | {"中午"} and not _period(found, "b") else 24
	if (second < 12 and early <= second + 12) or (second == 12 and 12 < early < 24):
		second, second_open = second + 12, False
	if _period(found, "b") in _PM and not _period(found, "a"):
		first_open = False
		if first + 12 <= min(second, 23):
			first += 12
	if _period(found, "a") in _AM and not _period(found, "b") and first <= second < 12:
		second_open = False
	return Span(
		Moment(first * HOUR + _minute(found, "a"), first_open),
		Moment(second * HOUR + _minute(found, "b"), second_open),
	)
