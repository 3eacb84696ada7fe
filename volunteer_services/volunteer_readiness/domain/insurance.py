"""Insurance: policies, covers and claims.

[REG §17] accident insurance before an activity with risk; the insurer is told within 48 hours of knowing
(policy).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from volunteer_services.volunteer_readiness.domain import errors

PLANNED, INSURED, IN_FORCE, LAPSED = "Planned", "Insured", "In Force", "Lapsed"
CONFIRMED = (INSURED, IN_FORCE, LAPSED)


def check_policy(from_date: date, to_date: date, min_age: int, max_age: int, covers: Iterable[bool]) -> None:
	"""Raises PolicyDatesError, PolicyAgesError, NothingCoveredError."""
	if to_date < from_date:
		raise errors.PolicyDatesError(from_date.isoformat(), to_date.isoformat())
	if max_age and max_age < min_age:
		raise errors.PolicyAgesError(min_age, max_age)
	if not any(covers):
		raise errors.NothingCoveredError()


def check_cover(term: tuple[date, date], policy: tuple[date, date]) -> None:
	"""Raises CoverDatesError, CoverOutsidePolicyError."""
	if term[1] < term[0]:
		raise errors.CoverDatesError(term[0].isoformat(), term[1].isoformat())
	if term[0] < policy[0] or term[1] > policy[1]:
		raise errors.CoverOutsidePolicyError(*(day.isoformat() for day in (*term, *policy)))


def confirmed_status(from_date: date, to_date: date, today: date) -> str:
	"""What a confirmed cover is today: Insured before its days, In Force on them, then Lapsed."""
	if today < from_date:
		return INSURED
	return IN_FORCE if today <= to_date else LAPSED


def check_claim_times(happened_on: datetime, known_on: datetime) -> None:
	"""Raises ClaimTimesError."""
	if known_on < happened_on:
		raise errors.ClaimTimesError(f"{happened_on:%Y-%m-%d %H:%M}", f"{known_on:%Y-%m-%d %H:%M}")


def is_told_late(known_on: datetime, told_on: datetime | None, now: datetime, hours: int) -> bool:
	"""Whether the insurer was told, or is still not told, later than so many hours after it was known."""
	return (told_on or now) > known_on + timedelta(hours=hours)


def check_papers(papers: Iterable[tuple[str, bool, bool]]) -> None:
	"""``papers``: (name, needed, received). Raises PapersMissingError."""
	missing = [name for name, needed, received in papers if needed and not received]
	if missing:
		raise errors.PapersMissingError("、".join(missing))
