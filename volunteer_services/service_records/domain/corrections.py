"""Corrections of service records [L67 §12–13].

A reported error is verified, then corrected; a correction is a new entry that refers to the old one, nothing
is lost, and only the net difference travels on to totals, stars, points and certificates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from volunteer_services.service_records.domain import errors


@dataclass(frozen=True)
class RecordValues:
	"""What a correction may change; ``other`` holds further fields by name (content, place, leader …)."""

	volunteer: str
	service_date: date
	minutes: int
	other: Mapping[str, object] = field(default_factory=dict)


def check_correction(old: RecordValues, new: RecordValues | None, reason: str, today: date) -> None:
	"""Whether a correction from ``old`` to ``new`` can be asked for; ``new`` None strikes the record out.

	Raises CorrectionReasonError, NothingCorrectedError, CorrectedMinutesError, CorrectedDateError.
	"""
	if not reason.strip():
		raise errors.CorrectionReasonError()
	if new is None:
		return
	if not changed_fields(old, new):
		raise errors.NothingCorrectedError()
	if new.minutes <= 0:
		raise errors.CorrectedMinutesError(new.minutes)
	if new.service_date > today:
		raise errors.CorrectedDateError(new.service_date.isoformat(), today.isoformat())


def changed_fields(old: RecordValues, new: RecordValues) -> list[str]:
	"""Names of the fields that differ, the core fields first. A field that ``new`` leaves out stays."""
	core = [
		name for name in ("volunteer", "service_date", "minutes") if getattr(old, name) != getattr(new, name)
	]
	return core + sorted(name for name, value in new.other.items() if old.other.get(name) != value)


def net_minutes(old: RecordValues, new: RecordValues | None) -> dict[str, int]:
	"""Minutes by which each volunteer's total changes; the total of who is not named stays.

	Another person's record takes the old minutes from one and gives the new ones to the other.
	"""
	totals = {old.volunteer: -old.minutes}
	if new:
		totals[new.volunteer] = totals.get(new.volunteer, 0) + new.minutes
	return {volunteer: minutes for volunteer, minutes in totals.items() if minutes}
