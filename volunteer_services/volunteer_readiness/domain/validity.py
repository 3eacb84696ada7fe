"""How long a qualification counts, what its status says of a day, and when its end is told."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from volunteer_services.volunteer_readiness.domain import errors

VALID, EXPIRING, EXPIRED = "Valid", "Expiring", "Expired"
RUNNING = (VALID, EXPIRING)


def months_later(day: date, months: int) -> date:
	"""The same day ``months`` later, or the last of a shorter month."""
	index = day.year * 12 + day.month - 1 + months
	year, month = index // 12, index % 12 + 1
	return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def last_day(first: date, months: int) -> date | None:
	"""The last day of a term of so many months that begins on ``first``; None: it has no end."""
	return months_later(first, months) - timedelta(days=1) if months > 0 else None


def check_dates(issued_on: date | None, valid_until: date | None, today: date) -> None:
	"""Raises QualificationDatesError, IssuedLaterError."""
	if issued_on and valid_until and valid_until < issued_on:
		raise errors.QualificationDatesError(issued_on.isoformat(), valid_until.isoformat())
	if issued_on and issued_on > today:
		raise errors.IssuedLaterError(issued_on.isoformat())


@dataclass(frozen=True)
class Term:
	"""``recheck_on``: the day after which it counts no more unless somebody looks at it again."""

	valid_until: date | None
	recheck_on: date | None = None

	@property
	def lapses_on(self) -> date | None:
		"""The last day on which it counts; None: it has no end."""
		return min((day for day in (self.valid_until, self.recheck_on) if day), default=None)

	def status(self, today: date, expiring_days: int) -> str:
		"""Valid, Expiring within so many days, or Expired."""
		end = self.lapses_on
		if end is None:
			return VALID
		if end < today:
			return EXPIRED
		return EXPIRING if (end - today).days <= expiring_days else VALID


def reminder(days_left: int, told_days: int | None, steps: Collection[int]) -> int | None:
	"""Which reminder is due: the smallest of ``steps`` (days before the end) that has been reached, unless it
	or a later one was told (``told_days``). None: nothing to tell. Days that were missed are not made up
	for."""
	reached = [step for step in steps if 0 <= days_left <= step]
	if not reached:
		return None
	due = min(reached)
	return None if told_days and told_days <= due else due


def steps_of(text: str | None, default: tuple[int, ...] = (60, 30, 7)) -> tuple[int, ...]:
	"""The days before the end at which one is reminded, as written in the settings (``60, 30, 7``), the
	longest first; the default where nothing can be read."""
	parts = (part.strip() for part in (text or "").replace("，", ",").replace("、", ",").split(","))
	found = {int(part) for part in parts if part.isdigit() and int(part) > 0}
	return tuple(sorted(found or set(default), reverse=True))
