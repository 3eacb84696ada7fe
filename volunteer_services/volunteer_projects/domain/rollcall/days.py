"""Days that a list names: are they the day of the activity?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from volunteer_services.volunteer_projects.domain.rollcall.model import Occasion
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, What
from volunteer_services.volunteer_projects.domain.rollcall.writing import HAN, HAN_DIGIT, Piece, number

_YEAR, _SHORT = r"(?P<y>(?:20)?[0-9]{2})", r"(?P<y>20[0-9]{2})"
_MONTH, _DAY = r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12][0-9]|0?[1-9])"
_EXCEL_EPOCH = date(1899, 12, 30)
_DATE = re.compile(
	rf"(?<![0-9])(?:{_SHORT}\s*[-/.年]\s*{_MONTH}\s*[-/.月]\s*{_DAY}(?:日|号)?"
	rf"|(?P<m2>1[0-2]|0?[1-9])\s*月\s*(?P<d2>3[01]|[12][0-9]|0?[1-9])(?:日|号)?"
	rf"|(?<!{HAN_DIGIT})(?P<hm>{HAN_DIGIT}{{1,2}})月(?P<hd>{HAN_DIGIT}{{1,3}})(?:日|号)?"
	r"|(?P<d3>3[01]|[12][0-9]|0?[1-9])(?:日|号(?!楼|门|线|院|馆|岗|机|桌|位|亭|铺|店)))(?:(?<=[日号])"
	r"|(?![0-9]))"
)
_COMPACT = re.compile(
	r"(?<![0-9])(?P<y>20[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_WEEKDAY = re.compile(
	r"(?:(?P<other>[上下]个?)|[本这])?(?:周|星期|礼拜)(?P<w>[一二三四五六日天末])"
	rf"(?:(?!{HAN})|(?=上午|下午|早|晚|中午|全天|白天|来|到|场|请|不|没|可|有)|(?<=[上下本这个期拜].))"
)
_TODAY = re.compile(r"今[天日早晚]|当[天日]")
_OTHER = re.compile(
	r"[明昨后前]天|[明昨次隔翌][日早晚]|[大]?后天|改[天日]|他日|[上下][个]?(?:次|月|回)|另一天|第二天"
	r"|[两二三四五2-9]天|连续.天"
)
_WHOLE_MONTH = re.compile(r"(?<![0-9])(?:(?P<y>20[0-9]{2})年)?(?P<m>1[0-2]|0?[1-9])月份?(?![0-9])")
_CELL = (
	re.compile(rf"{_YEAR}\s*[-/.年]\s*{_MONTH}\s*[-/.月]\s*{_DAY}[日号]?(?:\s+0{{1,2}}:00(?::00)?)?"),
	re.compile(rf"{_MONTH}\s*[-/.月]\s*{_DAY}[日号]?"),
	re.compile(rf"{_YEAR}?(?<=20[0-9]{{2}}){_MONTH}{_DAY}"),
)
_WEEKDAYS = "一二三四五六日"


def read_days(piece: Piece, occasion: Occasion | None) -> list[Doubt]:
	"""Take the days of the text; another day than the activity's is a doubt."""
	others = list[bool]()
	for pattern, judge in (
		(_DATE, _is_other_date),
		(_COMPACT, _is_other_date),
		(_WEEKDAY, _is_other_weekday),
	):
		others += _judged(piece, pattern, judge, occasion)
	others += [True] * len(piece.take_all(_OTHER, What.DAY))
	piece.take_all(_TODAY, What.DAY)
	return [Doubt.OTHER_DAY] * any(others)


def names_other_day(text: str, occasion: Occasion | None) -> bool:
	"""Whether a title names days, and none of them is the activity's."""
	piece = Piece(text)
	others = _judged(piece, _DATE, _is_other_date, occasion) + _judged(
		piece, _COMPACT, _is_other_date, occasion
	)
	others += _judged(piece, _WHOLE_MONTH, _is_other_month, occasion)
	return bool(occasion and others and all(others))


def holds_day(text: str) -> bool:
	"""Whether a date stands in the text."""
	return bool(_DATE.search(text) or _COMPACT.search(text))


def is_day_heading(text: str) -> bool:
	"""Whether a heading is a day, as on a monthly sheet: 1, 7日, 3/7, 周六."""
	day_number = re.fullmatch(r"0?[1-9]|[12][0-9]|3[01]", text)
	return bool(day_number or _cell_day(text, 2000) or _DATE.fullmatch(text) or _WEEKDAY.fullmatch(text))


def is_of_day(cell: str, occasion: Occasion | None) -> bool | None:
	"""Whether a cell under 日期 is the day of the activity; None where it is no readable day."""
	year = occasion.day.year if occasion else 2000
	piece = Piece(cell)
	weekday = piece.take_first(_WEEKDAY)
	text = piece.rest.strip("() ")
	if not text and weekday:
		return not _is_other_weekday(weekday, occasion)
	if re.fullmatch(r"[0-9]{5}(?:\.0+)?", text):
		day: date | None = excel_day(int(text.split(".")[0]))
	elif re.fullmatch(r"[0-9]{1,2}[日号]?", text) and occasion:
		digits = int(text.rstrip("日号"))
		return digits == occasion.day.day
	else:
		day = _cell_day(text, year)
	if day is None:
		return None
	return occasion is None or day == occasion.day


def excel_day(serial: int) -> date:
	"""The day that a spreadsheet stores as this number."""
	return _EXCEL_EPOCH + timedelta(days=serial)


def _judged(
	piece: Piece,
	pattern: re.Pattern[str],
	judge: Callable[[re.Match[str], Occasion | None], bool],
	occasion: Occasion | None,
) -> list[bool]:
	return [judge(found, occasion) for found in piece.take_all(pattern, What.DAY)]


def _is_other_date(found: re.Match[str], occasion: Occasion | None) -> bool:
	if not occasion:
		return False
	parts = found.groupdict()
	month = parts["m"] or parts.get("m2") or number(parts.get("hm") or "")
	day = parts["d"] or parts.get("d2") or number(parts.get("hd") or "") or parts.get("d3")
	if parts.get("d3"):
		return int(parts["d3"]) != occasion.day.day
	year = int(parts["y"] or occasion.day.year)
	return (year, int(month or 0), int(day or 0)) != (occasion.day.year, occasion.day.month, occasion.day.day)


def _is_other_month(found: re.Match[str], occasion: Occasion | None) -> bool:
	if not occasion:
		return False
	year = int(found["y"] or occasion.day.year)
	return (year, int(found["m"])) != (occasion.day.year, occasion.day.month)


def _is_other_weekday(found: re.Match[str], occasion: Occasion | None) -> bool:
	if not occasion:
		return False
	if found["other"]:
		return True
	weekday = occasion.day.weekday()
	return weekday < 5 if found["w"] == "末" else _WEEKDAYS.index(found["w"].replace("天", "日")) != weekday


def _cell_day(text: str, year: int) -> date | None:
	for pattern in _CELL:
		found = pattern.fullmatch(text)
		if found:
			written = int(found.groupdict().get("y") or year)
			try:
				return date(written if written > 99 else 2000 + written, int(found["m"]), int(found["d"]))
			except ValueError:
				return None
	return None
