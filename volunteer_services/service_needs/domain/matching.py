"""Which team could take a need: suggested in an order with its reasons, never dispatched by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

NEVER_ASKED_DAYS = 365
"""As if so long ago: who was never asked comes before who was asked within the year."""


@dataclass(frozen=True)
class Candidate:
	"""A team as it stands to a need.

	``distance``: steps in the tree of regions between the two places. ``skills_missing``: of the skills that
	the need asks for. ``free_people``: members who said they are free then. ``open_needs``: what it holds.
	"""

	team: str
	distance: int
	skills_missing: int = 0
	free_people: int = 0
	open_needs: int = 0
	last_asked_on: date | None = None

	def days_since(self, today: date) -> int:
		"""Days since the team was last asked, a year at most."""
		if self.last_asked_on is None:
			return NEVER_ASKED_DAYS
		return min(NEVER_ASKED_DAYS, max(0, (today - self.last_asked_on).days))


def ranked(candidates: list[Candidate], people: int, today: date) -> list[Candidate]:
	"""The nearest first who have the skills and enough free people; among equals who was asked longest ago,
	then who holds less. The order does not depend on the one in which they are given."""

	def key(one: Candidate) -> tuple[int, int, int, int, int, str]:
		lacks = max(0, people - one.free_people)
		return (
			one.skills_missing,
			one.distance,
			lacks,
			-one.days_since(today),
			one.open_needs,
			one.team,
		)

	return sorted(candidates, key=key)


def paths(parents: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
	"""The path from the root down to each place of a tree, of each one's parent; what is above a loop, or
	not there, ends the path."""
	found: dict[str, tuple[str, ...]] = {}
	for place in parents:
		way: list[str] = []
		at: str | None = place
		while at and at in parents and at not in found and at not in way:
			way.append(at)
			at = parents[at]
		above = found.get(at or "", ())
		for one in reversed(way):
			above = found[one] = (*above, one)
	return found


def distance(here: tuple[str, ...], there: tuple[str, ...]) -> int:
	"""Steps between two places of a tree: each is the path from the root down."""
	common = 0
	for one, other in zip(here, there, strict=False):
		if one != other:
			break
		common += 1
	return len(here) + len(there) - 2 * common
