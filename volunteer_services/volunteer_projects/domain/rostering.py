"""Availability first 先收集可服务时间再排班: people say when they could serve, then the organiser gives
out the shifts. A proposal fills them evenly; it is looked at before anything is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from volunteer_services.foundation.domain.words import Word
from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_projects.domain.day_load import Booked, Limits, fits

MOST_AT_ONCE = 500
NO_LIMITS = Limits()


class Answer(Word):
	"""What somebody says of a shift. Nobody is asked twice: a shift without an answer is a shift that was
	not there, or lay at another time."""

	CAN = "Can Serve", "可以服务"
	CANNOT = "Cannot Serve", "不能服务"


@dataclass(frozen=True)
class Slot:
	"""A shift that is to be filled. ``left``: how many people it still needs."""

	key: str
	shift: Booked
	left: int


@dataclass(frozen=True)
class Willing:
	"""Somebody who could serve in a shift, and when they said so."""

	slot: str
	volunteer: str
	answered_on: datetime


@dataclass(frozen=True)
class Pick:
	"""Who serves in which shift."""

	slot: str
	volunteer: str


def still_needed(capacity: int, minimum: int, taken: int) -> int:
	"""How many people a shift needs: its places, or the fewest people where it has any number of places."""
	return max((capacity or minimum) - taken, 0)


def fill_evenly(
	slots: Iterable[Slot],
	willing: Iterable[Willing],
	given: Mapping[str, int],
	taken: Mapping[str, Iterable[Booked]],
	limits: Limits = NO_LIMITS,
) -> list[Pick]:
	"""A proposal, in the order in which it was found: the scarcest shift first, and in each whoever has the
	fewest shifts, then who answered first.

	``given``: how many shifts somebody has already. ``taken``: all that somebody has anywhere. Nobody is
	proposed who did not say that they could, twice at a time, against ``limits``, or beyond the need.
	"""
	by_slot: dict[str, list[Willing]] = {}
	for one in willing:
		by_slot.setdefault(one.slot, []).append(one)
	count = dict(given)
	busy = {volunteer: list(shifts) for volunteer, shifts in taken.items()}
	picks: list[Pick] = []
	for slot in sorted(slots, key=lambda slot: _scarcity(slot, by_slot)):
		line = {one.volunteer: one for one in by_slot.get(slot.key, ())}
		free = [one for one in line.values() if fits(slot.shift, busy.get(one.volunteer, ()), limits)]
		for chosen in sorted(free, key=lambda one: order(one, count))[: slot.left]:
			count[chosen.volunteer] = count.get(chosen.volunteer, 0) + 1
			busy.setdefault(chosen.volunteer, []).append(slot.shift)
			picks.append(Pick(slot.key, chosen.volunteer))
	return picks


def order(one: Willing, count: Mapping[str, int]) -> tuple[int, datetime, str]:
	"""Who comes first: fewest shifts, then the earlier answer."""
	return count.get(one.volunteer, 0), one.answered_on, one.volunteer


def _scarcity(slot: Slot, by_slot: Mapping[str, list[Willing]]) -> tuple[int, datetime, str]:
	return len(by_slot.get(slot.key, ())) - slot.left, slot.shift.starts_on, slot.key


def check_count(ticks: int) -> None:
	"""Raise NothingTickedError or TooManyTicksError."""
	if not ticks:
		raise errors.NothingTickedError()
	if ticks > MOST_AT_ONCE:
		raise errors.TooManyTicksError(ticks, MOST_AT_ONCE)
