"""What a cell of a spreadsheet says, as people in an office write it, or one refusal that names the value.

Nothing is guessed: a value that could mean two things is refused with the way out. Cells come as texts, and
from Excel also as numbers, days and times of day.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from volunteer_services.foundation.domain import errors
from volunteer_services.foundation.domain.arguments import NO, YES, shown
from volunteer_services.foundation.domain.worktime import hours_of, minutes_of

TICKED = YES | {"√", "✓", "✔", "☑", "v", "t", "有", "对", "同意", "已同意"}
UNTICKED = NO | {"×", "✗", "✘", "☐", "□", "f", "无", "没有", "不", "不同意", "未同意"}
EXCEL_DIGITS = 15
"""Excel keeps so many digits of a number and writes noughts for the rest."""

_SHORT = len("4.40106E+17")
_APOSTROPHES = "'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{FULLWIDTH APOSTROPHE}"
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_EXPONENT = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_HOUR = r"(?:个?小时|个?小時|个?钟头?|個?鐘頭?|hours?|hrs?|h|时|時)"
_MINUTE = r"(?:分钟?|分鐘|minutes?|mins?|m)"
_SPOKEN = re.compile(
	rf"(?:(?P<hours>\d+(?:\.\d+)?)(?P<half>个半|個半)?{_HOUR}(?P<half_after>半)?)?"
	rf"(?:(?P<minutes>\d+){_MINUTE}?)?",
	re.IGNORECASE,
)
_ONLY_MINUTES = re.compile(rf"(\d+(?:\.\d+)?){_MINUTE}", re.IGNORECASE)
_CLOCKED = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?")
_HALF = re.compile(rf"半{_HOUR}")
_DAY = re.compile(
	r"(?P<year>\d{4})(?:-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})|/(?P<m2>\d{1,2})/(?P<d2>\d{1,2})"
	r"|\.(?P<m3>\d{1,2})\.(?P<d3>\d{1,2})|年(?P<m4>\d{1,2})月(?P<d4>\d{1,2})[日号]?|(?P<m5>\d{2})(?P<d5>\d{2}))"
)
_CLOCK = re.compile(
	r"(?P<part>上午|早上|中午|下午|晚上)?(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.0+)?)?"
	r"|[点點时時](?:(?P<spoken>\d{1,2})分?|(?P<half>半))?)"
)
_HOURS_OF = {
	"上午": range(12),
	"早上": range(12),
	"中午": range(11, 15),
	"下午": range(12, 24),
	"晚上": range(17, 24),
}


def plain(value: object) -> str:
	"""The cell as text: without the apostrophe that tells Excel to take it for text, and blanks around it.
	A whole number that Excel keeps as a fraction loses its ``.0``."""
	if isinstance(value, bool):
		return "1" if value else "0"
	if isinstance(value, float) and value.is_integer() and abs(value) < 10**EXCEL_DIGITS:
		return str(int(value))
	text = value if isinstance(value, str) else "" if value is None else str(value)
	text = text.strip()
	if len(text) > 1 and text[0] in _APOSTROPHES:
		text = text[1:].lstrip()
	return text


def is_empty(value: object) -> bool:
	"""Whether nothing stands in the cell; a nought does."""
	return plain(value) == ""


def text(name: str, value: object) -> str:
	"""A text. Raises CutNumberError for a number of which Excel has thrown digits away."""
	found = plain(value)
	is_long = isinstance(value, int | float) and abs(value) >= 10**EXCEL_DIGITS
	if is_long or _EXPONENT.fullmatch(found):
		raise errors.CutNumberError(name, _beginning(found))
	return found


def _beginning(number: str) -> str:
	"""Enough of a long number to find it in the sheet: it may be somebody's identity number."""
	return number if len(number) <= _SHORT else f"{number[:3]}…"


def tick(name: str, value: object) -> int:
	"""1 for a yes (是, √, ✓, Y, 1, 同意 …), 0 for a no."""
	word = _smooth(plain(value)).lower()
	if word in TICKED:
		return 1
	if word in UNTICKED:
		return 0
	raise errors.NotTickError(name, shown(plain(value)))


def number(name: str, value: object) -> Decimal:
	"""A number. A comma stands before three digits only: 1,5 is refused, 1,500 is one thousand five
	hundred."""
	found = _number(_smooth(plain(value)))
	if found is None:
		raise errors.NotCellNumberError(name, shown(plain(value)))
	return found


def whole(name: str, value: object) -> int:
	"""A whole number."""
	found = _number(_smooth(plain(value)))
	if found is None or found != found.to_integral_value():
		raise errors.NotCellWholeError(name, shown(plain(value)))
	return int(found)


def minutes(name: str, value: object) -> int:
	"""Minutes of a column of minutes: 150, 2.5小时, 2小时30分, 2:30."""
	found = _number(_smooth(plain(value)))
	if found is not None:
		if found != found.to_integral_value() or isinstance(value, time):
			raise errors.NotMinutesError(name, shown(plain(value)))
		return int(found)
	spoken = _duration(value)
	if spoken is None:
		raise errors.NotMinutesError(name, shown(plain(value)))
	return spoken


def hours(name: str, value: object) -> Decimal:
	"""Hours of a column of hours, with two decimals: 2.5, 2.5小时, 150分钟, 2:30."""
	found = _number(_smooth(plain(value)))
	if found is not None:
		return found
	spoken = _duration(value)
	if spoken is None:
		raise errors.NotHoursError(name, shown(plain(value)))
	return hours_of(spoken)


def day(name: str, value: object) -> date:
	"""A day with its year in four digits and in Chinese order: 2021-9-20, 2021年9月20日, 20210920."""
	if isinstance(value, datetime):
		return value.date()
	if isinstance(value, date):
		return value
	found, rest = _day(_smooth(plain(value)))
	if found is None or (rest and _clock(rest) is None):
		raise errors.NotCellDayError(name, shown(plain(value)))
	return found


def moment(name: str, value: object, on: date | None = None, needs_clock: bool = False) -> datetime:
	"""A day with a time of day; of a time alone, the time on the day ``on`` that stands beside it. A day
	alone is its beginning, unless the time is what the field is for (``needs_clock``).

	Raises NotCellMomentError, ClockWithoutDayError, ClockMissingError.
	"""
	if isinstance(value, datetime) and value.year > 1900:
		return value.replace(microsecond=0)
	if isinstance(value, datetime):  # a time of day, as old Excel files hold it
		value = value.time()
	clock = value.replace(microsecond=0) if isinstance(value, time) else None
	found = value if isinstance(value, date) else None
	if clock is None and found is None:
		written = _smooth(plain(value))
		found, rest = _day(written)
		clock = _clock(rest) if rest or found is None else None
		if (rest or found is None) and clock is None:
			raise errors.NotCellMomentError(name, shown(plain(value)))
	if clock is None and needs_clock:
		raise errors.ClockMissingError(name, shown(plain(value)))
	of_day = found or on
	if of_day is None:
		raise errors.ClockWithoutDayError(name, shown(plain(value)))
	return datetime.combine(of_day, clock or time())


def clock_of(name: str, value: object) -> time:
	"""A time of day: 9:00, 14:30:00, 9点半, 下午2点."""
	if isinstance(value, datetime | time):
		found: time | None = value.time() if isinstance(value, datetime) else value
	else:
		found = _clock(_smooth(plain(value)))
	if found is None:
		raise errors.NotCellClockError(name, shown(plain(value)))
	return found.replace(microsecond=0)


def _smooth(written: str) -> str:
	"""Full-width characters are made narrow, blanks inside taken out; one stays between day and time."""
	narrow = re.sub(r"(?<=\d)T(?=\d)", " ", unicodedata.normalize("NFKC", written)).strip()
	return re.sub(r"\s+(?=\d{1,2}:)|\s+(?=[上下中晚早])", " ", re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", narrow))


def _number(written: str) -> Decimal | None:
	return Decimal(written.replace(",", "")) if _NUMBER.fullmatch(written) else None


def _duration(value: object) -> int | None:
	"""Minutes of a spoken duration, or None."""
	if isinstance(value, timedelta):
		return int(value.total_seconds() // 60)
	if isinstance(value, datetime | time):
		return value.hour * 60 + value.minute
	written = _smooth(plain(value)).replace(" ", "")
	if clocked := _CLOCKED.fullmatch(written):
		return int(clocked.group(1)) * 60 + int(clocked.group(2))
	if _HALF.fullmatch(written):
		return 30
	if only := _ONLY_MINUTES.fullmatch(written):
		found = Decimal(only.group(1))
		return int(found) if found == found.to_integral_value() else None
	spoken = _SPOKEN.fullmatch(written)
	if not spoken or not spoken.group("hours"):
		return None
	hours_said = Decimal(spoken.group("hours"))
	if spoken.group("half") or spoken.group("half_after"):
		hours_said += Decimal("0.5")
	return minutes_of(hours_said) + int(spoken.group("minutes") or 0)


def _day(written: str) -> tuple[date | None, str]:
	"""The day at the beginning, and what stands after it."""
	found = _DAY.match(written)
	if not found:
		return None, written
	parts = {key: part for key, part in found.groupdict().items() if part}
	month, number_ = (
		int(next(part for key, part in parts.items() if key[0] == letter and key != "year"))
		for letter in "md"
	)
	rest = written[found.end() :]
	if rest[:1].isdigit() and found.group()[-1] not in "日号":
		return None, written
	try:
		return date(int(parts["year"]), month, number_), rest.strip()
	except ValueError:
		return None, written


def _clock(written: str) -> time | None:
	found = _CLOCK.fullmatch(written.replace(" ", ""))
	if not found:
		return None
	hour = int(found.group("hour"))
	minute = int(found.group("minute") or found.group("spoken") or (30 if found.group("half") else 0))
	if (part := found.group("part")) and hour not in _HOURS_OF[part]:
		hour += 12
		if hour not in _HOURS_OF[part]:
			return None
	try:
		return time(hour, minute, int(found.group("second") or 0))
	except ValueError:
		return None
