"""Reading one piece of a line: who, when, how long, and what stands against it."""

from __future__ import annotations

import re

from volunteer_services.volunteer_projects.domain.rollcall import absence
from volunteer_services.volunteer_projects.domain.rollcall.clock import read_times
from volunteer_services.volunteer_projects.domain.rollcall.days import read_days
from volunteer_services.volunteer_projects.domain.rollcall.durations import read_durations, read_labelled
from volunteer_services.volunteer_projects.domain.rollcall.model import (
	Facts,
	Occasion,
	joined,
	unique,
)
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, What
from volunteer_services.volunteer_projects.domain.rollcall.writing import PRESENCE_SIGN, Piece, is_masked

_MOBILE = re.compile(r"(?<![0-9])(?:\+?86[- ]?)?(1[3-9][0-9])[- ]?([0-9]{4})[- ]?([0-9]{4})(?![0-9])")
_MASKED_MOBILE = re.compile(r"(?<![0-9])1[0-9]{2}\*{3,}([0-9]{4})(?![0-9])")
_TAIL = re.compile(r"(?:尾号|后四位) ?:? ?([0-9]{4})(?![0-9])")
_LAST_FOUR = re.compile(
	r"(?<![0-9:.*A-Za-z+])([0-9]{4})(?![0-9:.A-Za-z*-]|\s*[-~至到]|\s*[年元人个秒分时次天步米点小位名岁号块])"
)
_VOLUNTEER_NO = re.compile(
	r"(?:志愿者?|义工|注册)?(?:编号|证号)? ?:? ?(?<![A-Za-z0-9])([A-Za-z]{1,3}-?[0-9]{6,12})(?![A-Za-z0-9])"
)
_PRESENT = re.compile(rf"{PRESENCE_SIGN}|已(?:签到|到场?|来|确认|签)|(?:准时|按时)?到[场岗]|出勤|在场|在岗")


_SLOT = re.compile(
	r"(?:上午|下午|早上?|晚上?|中午|夜|中)\s*(?:场次?|班次?|时段)"
	r"|第?[一二三四五六1-6]\s*(?:场次?|班次|时段|批次?|轮次?|节)(?![0-9])"
)


def read_facts(text: str, occasion: Occasion | None = None) -> Facts:
	"""What a cleaned piece of text says, besides names."""
	piece = Piece(text)
	while masked := is_masked(piece.text):
		piece.take(*masked.span(), What.IDENTITY)
	doubts = list[Doubt]()
	mobile, mobile_doubts = _read_mobile(piece)
	volunteer_no = piece.take_first(_VOLUNTEER_NO, What.NUMBER)
	tail = piece.take_first(_MASKED_MOBILE, What.LAST_FOUR) or piece.take_first(_TAIL, What.LAST_FOUR)
	doubts += mobile_doubts + absence.read_absence(piece) + absence.read_lost_time(piece)
	doubts += absence.read_companions(piece)
	doubts += read_days(piece, occasion)
	labelled = read_labelled(piece)
	spans, time_doubts = read_times(piece)
	minutes, duration_doubts = read_durations(piece, labelled)
	doubts += absence.read_cross(piece) + time_doubts + duration_doubts
	piece.take_all(_PRESENT, What.PRESENT)
	if piece.take_all(_SLOT, What.SECTION) and not (spans or minutes):
		doubts.append(Doubt.TIME_UNCLEAR)
	last_four = mobile[-4:] if mobile else tail[1] if tail else None
	if not last_four and (digits := piece.take_first(_LAST_FOUR, What.LAST_FOUR)):
		last_four = digits[1]
	return Facts(
		piece.rest,
		mobile,
		last_four,
		volunteer_no[1].upper() if volunteer_no else None,
		spans,
		minutes,
		unique(doubts),
		tuple(piece.reads),
	)


def merge_facts(one: Facts, other: Facts) -> Facts:
	"""The facts of two pieces about one person; two durations or two halves of a time are unclear."""
	doubts = [*one.doubts, *other.doubts]
	mobile = one.mobile or other.mobile
	tails = {facts.last_four for facts in (one, other) if facts.last_four}
	if (one.mobile and other.mobile and one.mobile != other.mobile) or len(tails) > 1:
		doubts.append(Doubt.SEVERAL_MOBILES)
	spans = (*one.spans, *other.spans)
	lone = any(not (span.starts and span.ends) for span in spans)
	if (one.minutes and other.minutes and one.minutes != other.minutes) or (len(spans) > 1 and lone):
		doubts.append(Doubt.TIME_UNCLEAR)
	return Facts(
		joined((one.rest, other.rest)),
		mobile,
		mobile[-4:] if mobile else one.last_four or other.last_four,
		one.volunteer_no or other.volunteer_no,
		spans,
		one.minutes or other.minutes,
		unique(doubts),
		unique((*one.reads, *other.reads)),
	)


def _read_mobile(piece: Piece) -> tuple[str | None, list[Doubt]]:
	numbers = unique("".join(found.groups()) for found in piece.take_all(_MOBILE, What.MOBILE))
	return (numbers[0], []) if len(numbers) == 1 else (None, [Doubt.SEVERAL_MOBILES] * bool(numbers))
