"""Age and what it allows.

[CYL] volunteers of 14 to 18 need a guardian's consent; [PIPL §31] the data of a child under 14 need the
guardian's own consent and separate handling; no minors in rescue and disaster relief (抢险救灾). The minimum
age and the age of consent are *policy*; 14 in [PIPL] and 18 for rescue are law.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from volunteer_services.volunteer_registry.domain import errors
from volunteer_services.volunteer_registry.domain.codes import AgeBand

CHILD_DATA_AGE = 14
ADULT_AGE = 18
_BANDS = ((14, AgeBand.CHILD), (18, AgeBand.MINOR), (35, AgeBand.YOUNG), (60, AgeBand.MIDDLE))


@dataclass(frozen=True)
class AgePolicy:
	"""Settings, in full years.

	``allow_under_minimum``: somebody below the minimum age (a child with its family) is registered all the
	same, with the guardian's consent.
	"""

	minimum_age: int = 14
	guardian_age: int = 18
	allow_under_minimum: bool = True


@dataclass(frozen=True)
class AgeGate:
	"""What the age of one person asks for."""

	age: int
	is_allowed: bool
	requires_guardian: bool
	requires_child_data_consent: bool
	may_join_rescue: bool


def age_on(date_of_birth: date, day: date) -> int:
	"""Full years on ``day``; somebody born on 29 February turns older on 1 March of a common year.

	Raises BornLaterError.
	"""
	if date_of_birth > day:
		raise errors.BornLaterError(date_of_birth.isoformat(), day.isoformat())
	had_birthday = (day.month, day.day) >= (date_of_birth.month, date_of_birth.day)
	return day.year - date_of_birth.year - (not had_birthday)


def age_band(age: int) -> AgeBand:
	"""The band of an age in full years, as an authority reports it."""
	return next((band for below, band in _BANDS if age < below), AgeBand.ELDER)


def gate(date_of_birth: date, day: date, policy: AgePolicy | None = None) -> AgeGate:
	"""What registering this person on that day asks for. Raises BornLaterError."""
	policy = policy or AgePolicy()
	age = age_on(date_of_birth, day)
	below_minimum = age < policy.minimum_age
	return AgeGate(
		age=age,
		is_allowed=not below_minimum or policy.allow_under_minimum,
		requires_guardian=below_minimum or age < policy.guardian_age,
		requires_child_data_consent=age < CHILD_DATA_AGE,
		may_join_rescue=age >= ADULT_AGE,
	)


def check_registration(
	date_of_birth: date,
	day: date,
	*,
	has_guardian_consent: bool,
	has_child_data_consent: bool,
	policy: AgePolicy | None = None,
) -> AgeGate:
	"""Whether this person may be registered on that day with these consents.

	Raises MinimumAgeError, GuardianConsentError, ChildDataConsentError, BornLaterError.
	"""
	policy = policy or AgePolicy()
	person = gate(date_of_birth, day, policy)
	if not person.is_allowed:
		raise errors.MinimumAgeError(policy.minimum_age, person.age)
	if person.requires_guardian and not has_guardian_consent:
		raise errors.GuardianConsentError(person.age, max(policy.guardian_age, policy.minimum_age))
	if person.requires_child_data_consent and not has_child_data_consent:
		raise errors.ChildDataConsentError(person.age, CHILD_DATA_AGE)
	return person


def check_rescue(date_of_birth: date, day: date) -> None:
	"""Nobody under 18 in rescue or disaster relief, whoever consents. Raises MinorInRescueError."""
	age = age_on(date_of_birth, day)
	if age < ADULT_AGE:
		raise errors.MinorInRescueError(age, ADULT_AGE)
