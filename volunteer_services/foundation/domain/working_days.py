"""Chinese working days: the recording deadline [L67 §11] and the end of a public notice.

Adjusted working weekends (调休) count as working days and bridge days do not, as the State Council announces
them each year. For days whose announcement the calendar does not have yet, weekends and the fixed holidays
(1 January, 1 to 2 May, 1 to 3 October) are assumed, and every result says so (``calendar_known``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import chinese_calendar  # type: ignore[import-untyped]

from volunteer_services.foundation.domain import errors

RECORDING_DAYS = 10
NOTICE_DAYS = 5
_FIXED_HOLIDAYS = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
_NEW_YEAR_REACHES_BACK_TO = (12, 25)


@dataclass(frozen=True)
class WorkCalendar:
	"""The national calendar with the overrides of the settings.

	Raises CalendarConflictError for a day that is entered both ways.
	"""

	extra_holidays: frozenset[date] = frozenset()
	extra_workdays: frozenset[date] = frozenset()

	def __post_init__(self) -> None:
		both = sorted(self.extra_holidays & self.extra_workdays)
		if both:
			raise errors.CalendarConflictError(both[0].isoformat())

	@classmethod
	def of(cls, special_days: Iterable[tuple[date, bool]]) -> WorkCalendar:
		"""From rows of (day, whether it is a working day)."""
		rows = list(special_days)
		return cls(
			frozenset(day for day, works in rows if not works), frozenset(day for day, works in rows if works)
		)

	def is_workday(self, day: date) -> bool:
		"""Whether people work on that day."""
		if day in self.extra_holidays:
			return False
		return day in self.extra_workdays or _national(day)[0]

	def is_known(self, day: date) -> bool:
		"""Whether the day is announced or overridden, rather than assumed."""
		return day in self.extra_holidays or day in self.extra_workdays or _national(day)[1]


@dataclass(frozen=True)
class Deadline:
	"""The last day, the whole of which is still in time; ``calendar_known`` is False if days were assumed."""

	day: date
	calendar_known: bool


NATIONAL = WorkCalendar()


def add_working_days(day: date, n: int, calendar: WorkCalendar = NATIONAL) -> Deadline:
	"""The n-th working day after ``day``; the day itself is not counted, 0 gives the day.

	Raises WorkingDaysError for n below zero.
	"""
	if n < 0:
		raise errors.WorkingDaysError(n)
	current, known = _as_date(day), True
	while n:
		current += timedelta(days=1)
		known = known and calendar.is_known(current)
		n -= calendar.is_workday(current)
	return Deadline(current, known)


def recording_deadline(
	activity_end: date, n: int = RECORDING_DAYS, calendar: WorkCalendar = NATIONAL
) -> Deadline:
	"""The last day on which service and evaluation are recorded in time [L67 §11]."""
	return add_working_days(activity_end, n, calendar)


def is_late(
	activity_end: date, recorded_on: date, n: int = RECORDING_DAYS, calendar: WorkCalendar = NATIONAL
) -> bool:
	"""Whether a record was made after its deadline; both may be dates or datetimes."""
	return _as_date(recorded_on) > recording_deadline(activity_end, n, calendar).day


def notice_end(notice_from: date, n: int = NOTICE_DAYS, calendar: WorkCalendar = NATIONAL) -> Deadline:
	"""The last day of a public notice of n working days; the day of publication is not counted."""
	return add_working_days(notice_from, n, calendar)


def _as_date(day: date) -> date:
	return day.date() if isinstance(day, datetime) else day


@lru_cache(maxsize=16384)
def _national(day: date) -> tuple[bool, bool]:
	"""(is a working day, is announced). New Year's announcement can reach back into December."""
	try:
		works = bool(chinese_calendar.is_workday(day))
	except NotImplementedError:
		return day.weekday() < 5 and (day.month, day.day) not in _FIXED_HOLIDAYS, False
	if (day.month, day.day) >= _NEW_YEAR_REACHES_BACK_TO:
		return works, _is_announced(day.year + 1)
	return works, True


@lru_cache(maxsize=256)
def _is_announced(year: int) -> bool:
	try:
		chinese_calendar.is_workday(date(year, 1, 1))
	except NotImplementedError:
		return False
	return True
