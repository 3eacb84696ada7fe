"""Planning visits to many sites at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from volunteer_services.foundation.domain.working_days import NATIONAL, WorkCalendar
from volunteer_services.pilot_sites.domain import errors

LONGEST_DAYS = 731
"""A plan reaches two years at most."""


def working_days(from_date: date, to_date: date, calendar: WorkCalendar = NATIONAL) -> list[date]:
	"""The working days of a period, both ends included.

	Raises VisitPeriodError for a period that runs backwards or is longer than two years.
	"""
	length = (to_date - from_date).days + 1
	if not 1 <= length <= LONGEST_DAYS:
		raise errors.VisitPeriodError(from_date.isoformat(), to_date.isoformat())
	days = (from_date + timedelta(days=number) for number in range(length))
	return [day for day in days if calendar.is_workday(day)]


def spread(count: int, days: Sequence[date], per_day: int) -> list[date]:
	"""The day of each of ``count`` visits, in order: as even as possible, at most ``per_day`` on one day.

	Raises VisitsPerDayError, VisitDaysError.
	"""
	if per_day < 1:
		raise errors.VisitsPerDayError(per_day)
	if count > len(days) * per_day:
		raise errors.VisitDaysError(count, len(days), per_day)
	return [days[number * len(days) // count] for number in range(count)]
