"""The daily limit (*policy*): how much service a day counts at once, and who approves more.

Default: up to 8 hours a person a day count with the site's approval, over 8 to 12 hours need the district,
over 12 hours the city. The day total runs over all activities of the person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from volunteer_services.foundation.domain.worktime import DAY_MINUTES, clock
from volunteer_services.service_records.domain import errors
from volunteer_services.service_records.domain.codes import ApprovalLevel


@dataclass(frozen=True)
class DayLimits:
	"""Minutes a day that the site, and that the district, may approve; more goes to the city.

	Raises DayLimitSettingError unless 0 < direct ≤ next ≤ 1440.
	"""

	direct_minutes: int = 480
	next_minutes: int = 720

	def __post_init__(self) -> None:
		if not 0 < self.direct_minutes <= self.next_minutes <= DAY_MINUTES:
			raise errors.DayLimitSettingError(self.direct_minutes, self.next_minutes)


def required_level(day_minutes: int, limits: DayLimits | None = None) -> ApprovalLevel:
	"""The level that must approve a day's minutes: 8:00 the site, 8:01 the district, 12:01 the city."""
	limits = limits or DayLimits()
	if day_minutes <= limits.direct_minutes:
		return ApprovalLevel.SITE
	if day_minutes <= limits.next_minutes:
		return ApprovalLevel.DISTRICT
	return ApprovalLevel.CITY


def raised(level: ApprovalLevel) -> ApprovalLevel:
	"""One level more, at the most the city's."""
	levels = list(ApprovalLevel)
	return levels[min(level.rank + 1, len(levels) - 1)]


def level_for_log(
	log_minutes: int,
	other_minutes: Iterable[int],
	limits: DayLimits | None = None,
	is_make_up: bool = False,
) -> tuple[int, ApprovalLevel]:
	"""Day total with this record, and the level that this record needs; one more for a make-up entry 补录.

	``other_minutes`` are the other records of the person and day that count already or stand before this one:
	the record that crosses a limit escalates, approved ones stay. Raises DayLimitError over 24 hours.
	"""
	total = log_minutes + sum(other_minutes)
	if total > DAY_MINUTES:
		raise errors.DayLimitError(clock(total))
	level = required_level(total, limits)
	return total, raised(level) if is_make_up else level


def effective_level(required: str, occupied: Iterable[str]) -> ApprovalLevel:
	"""The level that really approves: an empty level passes to the next occupied one above.

	Raises NoApproverError when neither the required level nor one above it is occupied.
	"""
	above = sorted(level for level in map(ApprovalLevel, occupied) if level >= required)
	if not above:
		raise errors.NoApproverError()
	return above[0]


def next_level(current: str | None, required: str, occupied: Iterable[str]) -> ApprovalLevel | None:
	"""The level that approves after ``current`` (None: after the team), or None when no more is needed.

	Each occupied level up to the required one approves in turn; where the required level is empty, the next
	occupied one above it approves last. Raises NoApproverError.
	"""
	levels = sorted(set(map(ApprovalLevel, occupied)))
	last = effective_level(required, levels)
	passed = -1 if current is None else ApprovalLevel(current).rank
	return next((level for level in levels if passed < level.rank <= last.rank), None)
