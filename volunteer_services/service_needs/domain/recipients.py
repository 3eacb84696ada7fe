"""Those who are served: groups, consent, what a file may say [S1][S3] [PIPL §6, §13, §28, §31].

A recipient is no volunteer; one person may be both, with two files.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from volunteer_services.service_needs.domain import errors

CHILD_AGE = 14
"""Under this age the personal data itself needs the guardian's consent [PIPL §31]."""
EARLIEST_YEAR = 1900
FEWEST_DIGITS = 7
FREQUENT_DAYS, USUAL_DAYS = 7, 30
"""Days without a service until somebody is on the list: who lives alone, everybody else (*policy*)."""


class Status(str, Enum):
	ON_FILE = "On File"
	SUSPENDED = "Suspended"
	MOVED = "Moved Away"
	DECEASED = "Deceased"
	WITHDRAWN = "Consent Withdrawn"


class Care(str, Enum):
	"""自理 半失能 失能."""

	SELF = "Cares for Oneself"
	PARTLY = "Partly Dependent"
	DEPENDENT = "Dependent"


class Living(str, Enum):
	ALONE = "Lives Alone"
	EMPTY_NEST = "Children Live Elsewhere"
	SPOUSE = "With Spouse"
	FAMILY = "With Family"
	INSTITUTION = "In an Institution"


ENDED = frozenset({Status.MOVED.value, Status.DECEASED.value, Status.WITHDRAWN.value})
"""States in which no service is arranged, open needs are cancelled and pairings end."""
LOCKED = frozenset({Status.DECEASED.value, Status.WITHDRAWN.value})
"""States after which nobody changes the file; a new consent is a new file."""
CLOSED = ENDED | {Status.SUSPENDED.value}

NATIONAL_CODES = {
	"Elderly Living Alone": "03",
	"Left-behind Children": "01",
	"Migrant Children": "01",
	"People with Disabilities": "04",
	"Workers in Need": "07",
	"Migrant Workers": "07",
	"Low-income Households": "06",
	"People in Community Correction": "07",
	"Women": "02",
	"Families of Martyrs and Servicemen": "05",
	"Patients": "08",
	"Rural Residents": "09",
	"Urban Residents": "10",
	"General Public": "11",
	"Other": "99",
}
"""Each group and its code of 服务对象 in the exchange of data (`field.md` A.5); the first eight are those of
[S1]."""
CHILDREN = frozenset({"Left-behind Children", "Migrant Children"})


@dataclass(frozen=True)
class Consent:
	"""What the person, or who acts for them, has agreed to. ``until``: the last day, None without end."""

	is_given: bool
	given_on: date | None = None
	way: str = ""
	until: date | None = None

	def holds_on(self, day: date) -> bool:
		"""Whether it holds on ``day``: given, begun and not over."""
		return bool(
			self.is_given
			and self.way
			and self.given_on
			and self.given_on <= day
			and (self.until is None or self.until >= day)
		)


@dataclass(frozen=True)
class Source:
	"""A standing by which somebody belongs to a group, such as 低保: a document of another authority."""

	kind: str
	begins: date | None
	until: date | None

	def holds_on(self, day: date) -> bool:
		return (self.begins is None or self.begins <= day) and (self.until is None or self.until >= day)


def check_consent(name: str, consent: Consent, day: date) -> None:
	"""Raise RecipientConsentError where a file is to be kept without a consent that holds on ``day``."""
	if not consent.holds_on(day):
		raise errors.RecipientConsentError(name)


def check_guardian(name: str, born: int | None, guardian: str, day: date) -> None:
	"""Raise GuardianConsentError for a child under 14 without a guardian's name."""
	if born is not None and age_in(born, day) < CHILD_AGE and not guardian.strip():
		raise errors.GuardianConsentError(name, CHILD_AGE)


def check_health(notes: str, is_agreed: bool) -> None:
	"""Raise HealthConsentError for notes on health without the separate consent [PIPL §29]."""
	if notes.strip() and not is_agreed:
		raise errors.HealthConsentError()


def check_phone(text: str) -> None:
	"""Raise PhoneError for a number, mobile or not, of fewer than seven digits; nothing is no number."""
	if text.strip() and sum(one.isdigit() for one in text) < FEWEST_DIGITS:
		raise errors.PhoneError(FEWEST_DIGITS)


def check_birth_year(year: int | None, day: date) -> None:
	"""Raise BirthYearError for a year in which nobody who lives was born; None is no year."""
	if year is not None and not EARLIEST_YEAR <= year <= day.year:
		raise errors.BirthYearError(year, EARLIEST_YEAR, day.year)


def check_source(row: int, source: Source) -> None:
	"""Raise SourceDatesError for a standing that ends before it begins."""
	if source.begins and source.until and source.until < source.begins:
		raise errors.SourceDatesError(row, source.kind, source.until)


def age_in(born: int, day: date) -> int:
	"""The age in the year of ``day``: of a birth year no more is known, so the younger one counts."""
	return max(0, day.year - born - 1)


def is_minor(born: int | None, groups: frozenset[str], day: date, adult_age: int = 18) -> bool:
	"""Whether somebody counts as a minor: by the birth year; where it is unknown, by a group of children."""
	return bool(groups & CHILDREN) if born is None else age_in(born, day) < adult_age


def needs_two(care: str, minor: bool) -> bool:
	"""Whether two volunteers go together, or the guardian is there (*policy*, `field.md` b)."""
	return minor or care == Care.DEPENDENT.value


def due_after(visit_every: int, living: str) -> int:
	"""After how many days without a service somebody is due: what was agreed, else by how they live."""
	if visit_every > 0:
		return visit_every
	return FREQUENT_DAYS if living in (Living.ALONE.value, Living.EMPTY_NEST.value) else USUAL_DAYS


def due_on(last_served: date | None, filed_on: date, days: int) -> date:
	"""The day from which somebody stands on the list of those who were not served for so long."""
	return (last_served or filed_on) + timedelta(days=days)


def masked(name: str) -> str:
	"""A name as lists show it: the first character, and a mark for each of the others (陈** )."""
	text = name.strip()
	return text[:1] + "*" * min(2, max(1, len(text) - 1)) if text else ""
