"""Reading one piece of a pasted list: mobile numbers, times and durations, and what is left of the text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from volunteer_services.foundation.domain.worktime import DAY_MINUTES, minutes_of
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt
from volunteer_services.volunteer_registry.domain.identity import mask_id

_ENCLOSED = {chr(0x2460 + n): f"{n + 1}. " for n in range(20)} | {"🔟": "10. "}
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9])(?:\+?86[- ]?)?(1[3-9][0-9])[- ]?([0-9]{4})[- ]?([0-9]{4})(?![0-9])")
_MASKED_MOBILE = re.compile(r"(?<![0-9])1[0-9]{2}\*+([0-9]{4})(?![0-9])")
_LAST_FOUR = re.compile(r"(?:(?:尾号|后四位) ?:? ?|(?<![0-9:.]))([0-9]{4})(?![0-9:.年元人个])")
DATE = re.compile(
	r"(?<![0-9])(?:20[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[0-9]{1,2}月[0-9]{1,2}[日号]?)(?![0-9])"
)
_TIME = (
	r"(?:(?P<{0}day>凌晨|早上|早|上午|中午|下午|晚上|晚|[AaPp][Mm])\s*)?"
	r"(?<![0-9.:])(?P<{0}h>[01]?[0-9]|2[0-4])"
	r"(?:(?P<{0}sign>:)(?P<{0}m>[0-5][0-9])(?::[0-5][0-9])?"
	r"|(?P<{0}point>[点时])(?:(?P<{0}half>半)|(?P<{0}m2>[0-5]?[0-9])分?|整)?)?"
	r"(?![0-9:])(?:\s*(?P<{0}ap>[AaPp][Mm])(?![A-Za-z]))?"
)
_RANGE = re.compile(_TIME.format("a") + r"\s*(?:[-~‐-―−]+|至|到)\s*" + _TIME.format("b"))
_ONE_TIME = re.compile(_TIME.format("a"))
_HOURS = re.compile(
	r"(?<![0-9.])(?:(?P<h>[0-9]{1,3}(?:\.[0-9]{1,3})?|[一二两三四五六七八九十])\s*(?:个(?P<half>半)?)?\s*"
	r"(?:小时|钟头|[Hh](?:ours?|rs?)?(?![A-Za-z]))(?P<more>半)?\s*"
	r"(?:(?P<m>[0-9]{1,2})\s*(?:分钟?|[Mm](?:in(?:ute)?s?)?(?![A-Za-z])))?"
	r"|(?P<only>半)个?(?:小时|钟头)|(?P<mm>[0-9]{1,4})\s*(?:分钟|[Mm]in(?:ute)?s?(?![A-Za-z])))"
)
_NUMERALS = {char: n for n, char in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_PM = {"下午", "晚上", "晚", "pm"}
_EVENING = {"晚上", "晚"}
_AM = {"凌晨", "早上", "早", "上午", "am"}


@dataclass(frozen=True)
class Facts:
	"""What a piece of text says besides names; ``rest`` is the text without it."""

	rest: str
	mobile: str | None = None
	last_four: str | None = None
	starts: time | None = None
	ends: time | None = None
	minutes: int | None = None
	doubts: tuple[Doubt, ...] = ()


def clean(line: str) -> str:
	"""One width, plain blanks, no emoji or invisible characters; enclosed numbers become ``1.``."""
	text = _KEYCAP.sub(r"\1. ", line)
	text = "".join(_ENCLOSED.get(char, char) for char in text)
	text = unicodedata.normalize("NFKC", text)
	text = "".join(_plain(char) for char in text)
	return re.sub(r"[^\S\t]+", " ", text).strip(" ")


def hide_id_numbers(text: str) -> str:
	"""The text with identity numbers masked: a list does not need them [PIPL]."""
	return _ID_NUMBER.sub(lambda found: mask_id(found[0]), text)


def read_facts(text: str) -> Facts:
	"""Mobile number, last four digits, times and duration of a cleaned piece of text."""
	doubts: list[Doubt] = []
	text = _ID_NUMBER.sub(" ", text)
	numbers = list(dict.fromkeys("".join(found) for found in _MOBILE.findall(text)))
	if len(numbers) > 1:
		doubts.append(Doubt.SEVERAL_MOBILES)
	mobile = numbers[0] if len(numbers) == 1 else None
	text = _MOBILE.sub(" ", text)
	starts, ends, text, time_doubts = _read_times(text)
	minutes, text, duration_doubts = _read_duration(text)
	last_four = mobile[-4:] if mobile else None
	for pattern in (_MASKED_MOBILE, _LAST_FOUR):
		found = pattern.search(text)
		if found:
			last_four = last_four or found[1]
			text = pattern.sub(" ", text, count=1)
	if minutes and starts and ends and minutes != span_minutes(starts, ends):
		doubts.append(Doubt.CONTRADICTION)
	found_doubts = tuple(dict.fromkeys([*doubts, *time_doubts, *duration_doubts]))
	return Facts(" ".join(text.split()), mobile, last_four, starts, ends, minutes, found_doubts)


def merge_facts(one: Facts, other: Facts) -> Facts:
	"""The facts of two pieces about one person; the first of the two wins, with a doubt where both speak."""
	doubts = [*one.doubts, *other.doubts]
	if one.mobile and other.mobile and one.mobile != other.mobile:
		doubts.append(Doubt.SEVERAL_MOBILES)
	if (one.starts and other.starts) or (one.ends and other.ends) or (one.minutes and other.minutes):
		doubts.append(Doubt.TIME_UNCLEAR)
	return Facts(
		" ".join(part for part in (one.rest, other.rest) if part),
		one.mobile or other.mobile,
		one.last_four or other.last_four,
		one.starts or other.starts,
		one.ends or other.ends,
		one.minutes or other.minutes,
		tuple(dict.fromkeys(doubts)),
	)


def span_minutes(starts: time, ends: time) -> int:
	"""Minutes from one time of day to another, past midnight if need be."""
	return (ends.hour * 60 + ends.minute - starts.hour * 60 - starts.minute) % DAY_MINUTES


def time_doubts(starts: time | None, ends: time | None) -> list[Doubt]:
	"""What is odd about a pair of times."""
	if starts is None and ends is None:
		return []
	if starts is None or ends is None:
		return [Doubt.ONE_TIME]
	if starts == ends:
		return [Doubt.TIME_UNCLEAR]
	return [Doubt.PAST_MIDNIGHT] if ends < starts else []


def _plain(char: str) -> str:
	if char == "\t" or "\ue600" <= char <= "\uf8ff" or "\U00020000" <= char <= "\U0003ffff":
		return char  # rare characters of names, some of them newer than Python's tables or private
	category = unicodedata.category(char)
	if category in ("Zs", "Zl", "Zp", "Cc"):
		return " "
	return "" if category in ("So", "Sk", "Cs", "Cf", "Co", "Cn", "Me") or char == "\ufe0f" else char


def _read_times(text: str) -> tuple[time | None, time | None, str, list[Doubt]]:
	for found in _RANGE.finditer(text):
		if _is_explicit(found, "a") or _is_explicit(found, "b"):
			first, second = _pair(found)
			doubts = time_doubts(first, second)
			if first.hour < 6 and not _period(found, "a"):
				doubts.append(Doubt.TIME_UNCLEAR)
			rest = text[: found.start()] + " " + text[found.end() :]
			if _RANGE.search(rest) and any(_is_explicit(more, "a") for more in _RANGE.finditer(rest)):
				doubts.append(Doubt.TIME_UNCLEAR)
			return first, second, rest, doubts
	singles = [found for found in _ONE_TIME.finditer(text) if found["asign"] or found["apoint"]]
	if not singles:
		return None, None, text, []
	times = [_as_time(_hour(found, "a"), _minute(found, "a")) for found in singles]
	for found in reversed(singles):
		text = text[: found.start()] + " " + text[found.end() :]
	if len(times) > 2:
		return None, None, text, [Doubt.TIME_UNCLEAR]
	starts, ends = times[0], times[1] if len(times) == 2 else None
	return starts, ends, text, time_doubts(starts, ends)


def _is_explicit(found: re.Match[str], side: str) -> bool:
	return bool(found[f"{side}sign"] or found[f"{side}point"] or _period(found, side))


def _period(found: re.Match[str], side: str) -> str:
	return str(found[f"{side}day"] or found[f"{side}ap"] or "").lower()


def _hour(found: re.Match[str], side: str) -> int:
	hour, period = int(found[f"{side}h"]), _period(found, side)
	if hour == 12 and (period in _AM or period in _EVENING):
		return 24 if period in _EVENING else 0
	afternoon = (period in _PM and hour < 12) or (period == "中午" and hour < 3)
	return hour + 12 if afternoon else hour


def _minute(found: re.Match[str], side: str) -> int:
	return 30 if found[f"{side}half"] else int(found[f"{side}m"] or found[f"{side}m2"] or 0)


def _pair(found: re.Match[str]) -> tuple[time, time]:
	"""Both times; one said to be in the afternoon draws the other along where that makes a span."""
	first, second = _hour(found, "a"), _hour(found, "b")
	early = first if _period(found, "a") in _PM | {"中午"} and not _period(found, "b") else 24
	if (second < 12 and early <= second + 12) or (second == 12 and 12 < early < 24):
		second += 12
	if _period(found, "b") in _PM and not _period(found, "a") and first + 12 <= min(second, 23):
		first += 12
	return _as_time(first, _minute(found, "a")), _as_time(second, _minute(found, "b"))


def _as_time(hour: int, minute: int) -> time:
	return time(hour % 24, minute)


def _read_duration(text: str) -> tuple[int | None, str, list[Doubt]]:
	found = _HOURS.search(text)
	if not found:
		return None, text, []
	hours = Decimal(0)
	if found["h"]:
		hours = Decimal(_NUMERALS.get(found["h"]) or found["h"])
	if found["half"] or found["more"] or found["only"]:
		hours += Decimal("0.5")
	minutes = minutes_of(hours) + int(found["m"] or found["mm"] or 0)
	rest = text[: found.start()] + " " + text[found.end() :]
	if not 0 < minutes <= DAY_MINUTES or _HOURS.search(rest):
		return None, rest, [Doubt.TIME_UNCLEAR]
	return minutes, rest, []
