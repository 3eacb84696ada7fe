"""A family at an activity: an adult brings the minors in their care, and is there as long as they are
[Ningbo §10, Shandong §10]."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_registry.domain.age import ADULT_AGE, age_on

FEWEST_DIGITS = 7
COMES = frozenset({"Signed Up", "Confirmed"})
"""States of the adult's own sign-up in which children may be signed up beside it."""


@dataclass(frozen=True)
class Adult:
	"""Whoever wants to bring a child: as the files say it."""

	name: str
	mobile: str
	user: str
	born: date | None


@dataclass(frozen=True)
class Child:
	"""What a minor's file says about who cares for them. ``proxies``: users who act for them by now."""

	name: str
	born: date | None
	guardian_name: str = ""
	guardian_phone: str = ""
	proxies: frozenset[str] = frozenset()


def is_in_care(adult: Adult, child: Child, day: date, guardian_age: int = ADULT_AGE) -> bool:
	"""Whether the adult is the guardian whom the child's file names, by name and phone, or acts for the child
	by a proof that the staff has entered; and is an adult, and the child none."""
	if child.born is None or adult.born is None:
		return False
	if age_on(child.born, day) >= guardian_age or age_on(adult.born, day) < ADULT_AGE:
		return False
	if adult.user and adult.user in child.proxies:
		return True
	phone = _digits(child.guardian_phone)
	return (
		len(phone) >= FEWEST_DIGITS
		and phone == _digits(adult.mobile)
		and child.guardian_name.strip() == adult.name.strip()
	)


def check_comes_along(adult: str, status: str | None) -> None:
	"""Raise AloneError unless the adult holds a place at the same shift."""
	if status not in COMES:
		raise errors.AloneError(adult)


def _digits(phone: str) -> str:
	digits = "".join(one for one in phone if one.isdigit())
	return digits[-11:] if len(digits) > 11 else digits
