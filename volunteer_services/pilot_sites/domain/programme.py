"""Pilot programmes: phases, milestones, targets and yearly submissions [S0][S1]."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from volunteer_services.pilot_sites.domain import errors

OPEN, DONE, WAIVED = "Open", "Done", "Waived"
FIRST_YEAR, LAST_YEAR = 1990, 2200


@dataclass(frozen=True)
class Phase:
	"""A phase of a programme, both days included; phases may overlap."""

	title: str
	from_date: date
	to_date: date
	deliverables: str = ""


@dataclass(frozen=True)
class Milestone:
	"""What a site must have done by ``due_on``."""

	title: str
	due_on: date
	status: str = OPEN


def check_year(year: int) -> None:
	"""Raise ProgrammeYearError for what is no year."""
	if not FIRST_YEAR <= year <= LAST_YEAR:
		raise errors.ProgrammeYearError(year)


def check_phases(phases: Sequence[Phase]) -> None:
	"""Raise PhaseDatesError, RepeatedPhaseError."""
	seen: set[str] = set()
	for phase in phases:
		if phase.to_date < phase.from_date:
			raise errors.PhaseDatesError(phase.title)
		if phase.title in seen:
			raise errors.RepeatedPhaseError(phase.title)
		seen.add(phase.title)


def in_year(day: date, years: int) -> date:
	"""The same day ``years`` later; the last day of February stays the last."""
	year = day.year + years
	last = calendar.monthrange(year, day.month)[1]
	if day.month == 2 and day.day == calendar.monthrange(day.year, 2)[1]:
		return date(year, 2, last)
	return date(year, day.month, min(day.day, last))


def copied(phases: Sequence[Phase], years: int) -> list[Phase]:
	"""The phases of the same programme ``years`` later."""
	return [
		replace(phase, from_date=in_year(phase.from_date, years), to_date=in_year(phase.to_date, years))
		for phase in phases
	]


def named_for(name: str, old_year: int, new_year: int) -> str:
	"""The name of the same programme in another year: the year that it names, else the year beside it."""
	if str(old_year) in name:
		return name.replace(str(old_year), str(new_year))
	return f"{name} {new_year}" if name.isascii() else f"{new_year}年{name}"


def milestones(phases: Sequence[Phase], designated_on: date) -> list[Milestone]:
	"""One for each phase, due on its last day; what ended before the designation is waived."""
	return [
		Milestone(phase.title, phase.to_date, WAIVED if phase.to_date < designated_on else OPEN)
		for phase in phases
	]


def progress(statuses: Iterable[str]) -> int:
	"""Percent of the milestones done, of those that are not waived; 0 without any."""
	counted = [status for status in statuses if status != WAIVED]
	return 100 * sum(status == DONE for status in counted) // len(counted) if counted else 0


def next_open(rows: Iterable[Milestone]) -> Milestone | None:
	"""The open milestone that is due first."""
	return min(
		(row for row in rows if row.status == OPEN), key=lambda row: (row.due_on, row.title), default=None
	)


def missing(required: Mapping[str, int], present: Mapping[str, int]) -> dict[str, int]:
	"""How many of each kind are still missing; kinds that are complete are left out."""
	return {
		kind: count - present.get(kind, 0) for kind, count in required.items() if present.get(kind, 0) < count
	}
