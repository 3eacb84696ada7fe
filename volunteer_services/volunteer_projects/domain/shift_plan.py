"""Many shifts at once: every day × every time of the day × every post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from volunteer_services.volunteer_projects.domain import errors

MOST_AT_ONCE = 200
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?")


@dataclass(frozen=True)
class Hours:
	"""From when to when on each day; an end that is not after the beginning lies on the next day."""

	title: str
	starts: time
	ends: time


@dataclass(frozen=True)
class Wanted:
	"""How many people a post needs in each shift. ``post`` empty: all posts; ``capacity`` 0: no end;
	``reserves``: beyond the places."""

	post: str = ""
	capacity: int = 0
	minimum: int = 0
	reserves: int = 0


@dataclass(frozen=True)
class Planned:
	"""A shift that is to be made."""

	title: str
	post: str
	starts_on: datetime
	ends_on: datetime
	capacity: int
	minimum: int
	reserves: int

	@property
	def key(self) -> tuple[str, datetime, datetime]:
		"""What no two shifts of an activity that are planned this way have in common."""
		return self.post, self.starts_on, self.ends_on


def clock(text: str) -> time:
	"""``9:00``, ``09:00`` or ``09:00:00``. Raises ShiftClockError."""
	found = _CLOCK.fullmatch(text.strip())
	if not found:
		raise errors.ShiftClockError(text[:20])
	return time(int(found[1]), int(found[2]))


def plan(days: Sequence[date], hours: Sequence[Hours], wanted: Sequence[Wanted]) -> list[Planned]:
	"""The shifts in the order of days, times and posts; without posts each time has one shift for all.

	Raises NothingPlannedError, TooManyShiftsError, ShiftMinimumError.
	"""
	days = sorted(set(days))
	wanted = list(dict.fromkeys(wanted)) or [Wanted()]
	count = len(days) * len(hours) * len(wanted)
	if not count:
		raise errors.NothingPlannedError()
	if count > MOST_AT_ONCE:
		raise errors.TooManyShiftsError(count, MOST_AT_ONCE)
	for one in wanted:
		if one.capacity and one.minimum > one.capacity:
			raise errors.ShiftMinimumError(one.minimum, one.capacity)
	found: dict[tuple[str, datetime, datetime], Planned] = {}
	for day in days:
		for at in hours:
			for one in wanted:
				shift = _planned(day, at, one, several=len(days) > 1)
				found.setdefault(shift.key, shift)
	return list(found.values())


def _planned(day: date, at: Hours, wanted: Wanted, several: bool) -> Planned:
	starts_on = datetime.combine(day, at.starts)
	ends_on = datetime.combine(day, at.ends)
	if ends_on <= starts_on:
		ends_on += timedelta(days=1)
	title = at.title.strip() or f"{at.starts:%H:%M}–{at.ends:%H:%M}"
	return Planned(
		f"{day:%m-%d} {title}" if several else title,
		wanted.post,
		starts_on,
		ends_on,
		wanted.capacity,
		wanted.minimum,
		wanted.reserves,
	)
