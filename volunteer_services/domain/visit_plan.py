"""Planning visits to many sites at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from volunteer_services.domain import errors


def spread(count: int, days: Sequence[date], per_day: int) -> list[date]:
	"""The day of each of ``count`` visits, in order: as even as possible, at most ``per_day`` on one day.

	Raises VisitsPerDayError, VisitDaysError.
	"""
	if per_day < 1:
		raise errors.VisitsPerDayError(per_day)
	if count > len(days) * per_day:
		raise errors.VisitDaysError(count, len(days), per_day)
	return [days[number * len(days) // count] for number in range(count)]
