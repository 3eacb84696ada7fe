"""Star levels: who is eligible, what the next step needs, when a granted star must be reviewed.

[S1] stars follow cumulative hours and are recognised one after the other (可依次认定). Tables differ from
city to city (*policy*), so a scheme is data. Eligible is not granted: granting is an act. A star once granted
is not lost when the scheme changes; it is reviewed when hours were corrected.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from volunteer_services.volunteer_recognition.domain import errors


@dataclass(frozen=True)
class StarLevel:
	"""One star: its number, its title and the approved service minutes that it needs."""

	star: int
	title: str
	min_minutes: int
	require_previous: bool = True
	"""Whether the star below must be held before this one is given."""


@dataclass(frozen=True)
class NextStep:
	"""What is missing to the next star. ``minutes_missing`` is 0 when only the granting is."""

	level: StarLevel
	minutes_missing: int


@dataclass(frozen=True)
class Scheme:
	"""The levels of one version of a scheme, from one star upwards.

	Raises EmptySchemeError, StarSequenceError, StarHoursError.
	"""

	levels: tuple[StarLevel, ...]

	def __post_init__(self) -> None:
		if not self.levels:
			raise errors.EmptySchemeError()
		below = 0
		for number, level in enumerate(self.levels, 1):
			if level.star != number:
				raise errors.StarSequenceError(level.star, number)
			if level.min_minutes <= below:
				raise errors.StarHoursError(level.star, level.min_minutes)
			below = level.min_minutes

	def level(self, star: int) -> StarLevel | None:
		"""The level with this number of stars, or None."""
		return self.levels[star - 1] if 1 <= star <= len(self.levels) else None

	def thresholds(self) -> list[tuple[int, int, bool]]:
		"""(star, minutes, whether the star below must be held), rising: for a CASE expression or a join."""
		return [(level.star, level.min_minutes, level.require_previous) for level in self.levels]


def reached_star(total_minutes: int, scheme: Scheme) -> int:
	"""The highest star that the hours alone reach; 0 for none."""
	return max((level.star for level in scheme.levels if total_minutes >= level.min_minutes), default=0)


def eligible_star(total_minutes: int, scheme: Scheme, held: int = 0) -> int:
	"""The star that a person may hold after the next round of granting, never less than the star held.

	Where the star below is required, a round gives at most one star more.
	"""
	open_stars = (
		level.star
		for level in scheme.levels
		if total_minutes >= level.min_minutes and (not level.require_previous or held >= level.star - 1)
	)
	return max(held, max(open_stars, default=0))


def next_step(total_minutes: int, scheme: Scheme, held: int = 0) -> NextStep | None:
	"""The star above the one held and the minutes missing to it; None at the top."""
	level = scheme.level(held + 1)
	return NextStep(level, max(0, level.min_minutes - total_minutes)) if level else None


def in_force(versions: Iterable[tuple[date, Scheme]], day: date) -> Scheme | None:
	"""The version with the latest ``effective_from`` not after ``day``; None before the first."""
	begun = [version for version in versions if version[0] <= day]
	return max(begun, key=lambda version: version[0])[1] if begun else None
