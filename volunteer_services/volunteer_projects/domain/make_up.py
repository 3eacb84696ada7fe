"""补录: service that the system hears of long after it was given.

Whoever enters an activity that long ago declares why, proves that it took place, and is approved one level
higher (field practice of 广州 2022 and 志愿汇: hours without a declaration are struck out).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from volunteer_services.foundation.domain.working_days import NATIONAL, WorkCalendar, is_late
from volunteer_services.volunteer_projects.domain import errors

LEAST_REASON = 10
"""Characters that a reason has at the least."""
PRIVATE = "/private/files/"
LEVELS = ("Team", "Site", "District", "City")


def is_make_up(
	entered_on: datetime, ends_on: datetime, working_days: int, calendar: WorkCalendar = NATIONAL
) -> bool:
	"""Whether an activity whose days were entered at ``entered_on`` is a make-up entry.

	``working_days``: so many Chinese working days after its end it is still an ordinary one; 0: none.
	"""
	if entered_on <= ends_on:
		return False
	if working_days <= 0:
		return True
	if (entered_on.date() - ends_on.date()).days <= working_days:
		return False  # there are never more working days than days
	return is_late(ends_on, entered_on, working_days, calendar)


def approving_level(held: Iterable[str]) -> str:
	"""The level that approves what somebody declares who holds these levels at the place: one above the
	highest, at the most the city's. Who holds none there (a manager of the services) needs the city."""
	ranks = [LEVELS.index(level) for level in held if level in LEVELS]
	return LEVELS[min(max(ranks) + 1, len(LEVELS) - 1)] if ranks else LEVELS[-1]


@dataclass(frozen=True)
class Served:
	"""One row of the list: who, from when to when, minutes of break."""

	volunteer: str
	starts_on: datetime
	ends_on: datetime
	break_minutes: int = 0

	@property
	def minutes(self) -> int:
		whole = int((self.ends_on - self.starts_on).total_seconds() // 60)
		return max(0, whole - self.break_minutes)

	def line(self) -> str:
		"""How a declaration keeps the row."""
		return (
			f"{self.volunteer} {self.starts_on:%Y-%m-%d %H:%M}–{self.ends_on:%Y-%m-%d %H:%M}"
			f" −{self.break_minutes}"
		)


def undeclared(rows: Iterable[Served], declared: str) -> list[Served]:
	"""The rows that the list of the declaration does not have, with these times."""
	lines = {line.strip() for line in declared.splitlines()}
	return [row for row in rows if row.line() not in lines]


def check_submission(reason: str, proof: str, is_declared: bool, people: int) -> None:
	"""What a declaration needs before it is decided. Raises MakeUpError's kinds."""
	length = len("".join(reason.split()))
	if length < LEAST_REASON:
		raise errors.MakeUpReasonError(LEAST_REASON, length)
	if not proof.startswith(PRIVATE):
		raise errors.MakeUpProofError()
	if not is_declared:
		raise errors.NotDeclaredError()
	if not people:
		raise errors.NobodyListedError()
