"""Written agreements: when one is needed [Beijing §18, Shandong §20], and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from volunteer_services.volunteer_readiness.domain import errors
from volunteer_services.volunteer_registry.domain.age import ADULT_AGE

HIGH_RISK = "High Personal Risk"
LONG = "A Month or Longer"
LARGE_EVENT = "Large Public Event"
OUTSIDE = "Outside the City"
FOREIGN = "Foreign Volunteer"
ASKED = "A Party Asks"
LONG_DAYS = 30


@dataclass(frozen=True)
class Service:
	"""What the six cases ask about a service; ``days``: from the first to the last."""

	is_risky: bool = False
	days: int = 1
	is_large_event: bool = False
	is_outside_city: bool = False
	is_foreign_volunteer: bool = False
	is_asked_for: bool = False


def cases(service: Service) -> list[str]:
	"""Which of the six cases make a written agreement necessary; empty: none does."""
	asked = {
		HIGH_RISK: service.is_risky,
		LONG: service.days >= LONG_DAYS,
		LARGE_EVENT: service.is_large_event,
		OUTSIDE: service.is_outside_city,
		FOREIGN: service.is_foreign_volunteer,
		ASKED: service.is_asked_for,
	}
	return [case for case, applies in asked.items() if applies]


def check_term(from_date: date, to_date: date | None) -> None:
	"""Raises AgreementDatesError."""
	if to_date and to_date < from_date:
		raise errors.AgreementDatesError(from_date.isoformat(), to_date.isoformat())


def check_signing(
	signed_on: date | None, signed_by: str, age: int, has_guardian: bool, guardian_age: int = ADULT_AGE
) -> None:
	"""What must be there before an agreement counts as signed. Raises NotSignedError,
	GuardianSignatureError."""
	if not signed_on or not signed_by.strip():
		raise errors.NotSignedError()
	if age < max(guardian_age, ADULT_AGE) and not has_guardian:
		raise errors.GuardianSignatureError(age, max(guardian_age, ADULT_AGE))
