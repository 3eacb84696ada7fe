"""Emergency teams: who is ready, whom a call-out may call and in which order, and who is still out there
[field.md (f), REG §24, Ningbo §10].

Ready and callable are two questions. Nobody is called without registration, full age, the must-certificates
and insurance; the health declaration, the next of kin and the yearly drill make somebody ready.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from volunteer_services.volunteer_readiness.domain import gates
from volunteer_services.volunteer_readiness.domain.validity import months_later

DRILL, REAL = "Drill", "Real"
REGISTERED, ADULT, CERTIFICATES = "Registration", "Age", "Certificate"
INSURED, HEALTH, KIN, DRILLED = "Insurance", "Health", "Next of Kin", "Drill"
CODES = (REGISTERED, ADULT, HEALTH, CERTIFICATES, INSURED, KIN, DRILLED)
"""What somebody lacks, in short, in the order in which the list shows it."""
_OF_THE_GATE = {
	"no_file": REGISTERED,
	"not_registered": REGISTERED,
	"left": REGISTERED,
	"locked": REGISTERED,
	"age_unknown": ADULT,
	"too_young": ADULT,
	"minor_in_danger": ADULT,
	"guardian": ADULT,
	"insurance": INSURED,
	"insurance_planned": INSURED,
	"qualification_missing": CERTIFICATES,
	"qualification_unverified": CERTIFICATES,
	"qualification_ended": CERTIFICATES,
	"qualification_later": CERTIFICATES,
	"qualification_revoked": CERTIFICATES,
}
OWN, DISTRICT, OTHERS = 1, 2, 3
WAVES = (OWN, DISTRICT, OTHERS)


def conditions(must: Iterable[str], kind: str = REAL, activity: str | None = None) -> gates.Conditions:
	"""What a call-out asks of whom it calls; ``must``: the qualifications of the team's class.

	A drill practises the rescue: whoever takes part is insured for both.
	"""
	insured = (gates.RESCUE, gates.DRILL) if kind == DRILL else (gates.RESCUE,)
	return gates.Conditions(
		is_rescue=True, qualifications=tuple(sorted(set(must))), insurance=insured, activity=activity
	)


@dataclass(frozen=True)
class Terms:
	"""For how many months a health declaration and a drill count."""

	health_months: int = 12
	drill_months: int = 12


@dataclass(frozen=True)
class Member:
	"""What is known about a member beside the gate: ``refused`` are the gate's codes."""

	refused: tuple[str, ...] = ()
	declared_on: date | None = None
	drilled_on: date | None = None
	has_kin: bool = False


def lacks(member: Member, day: date, terms: Terms | None = None) -> list[str]:
	"""The short codes of what ``member`` lacks on ``day``; empty: ready."""
	terms = terms or Terms()
	found = {_OF_THE_GATE[code] for code in member.refused}
	if not is_recent(member.declared_on, day, terms.health_months):
		found.add(HEALTH)
	if not is_recent(member.drilled_on, day, terms.drill_months):
		found.add(DRILLED)
	if not member.has_kin:
		found.add(KIN)
	return [code for code in CODES if code in found]


def is_recent(happened_on: date | None, day: date, months: int) -> bool:
	"""Whether it happened on or before ``day``, and no more than so many months before."""
	return happened_on is not None and happened_on <= day <= months_later(happened_on, months)


def wave_of(is_on_duty: bool, is_of_the_district: bool) -> int:
	"""On duty or of the leading team first, then the same district, then others."""
	if is_on_duty:
		return OWN
	return DISTRICT if is_of_the_district else OTHERS


def next_wave(current: int, left: Collection[int]) -> int | None:
	"""The next wave in which somebody is left to call; after the last one, whoever is left since: more were
	insured, or somebody with a wider reach calls. None: nobody is left."""
	return min((wave for wave in left if wave > current), default=OTHERS if left else None)


def is_due(called_on: datetime | None, now: datetime, minutes: int, coming: int, needed: int) -> bool:
	"""Whether the next wave is called: too few come, and the time to answer is over. 0 minutes: only by
	hand."""
	if called_on is None or minutes <= 0 or coming >= needed:
		return False
	return now - called_on >= timedelta(minutes=minutes)


@dataclass(frozen=True)
class Presence:
	"""Somebody's time at a call-out."""

	name: str
	arrived_on: datetime | None = None
	out_on: datetime | None = None

	@property
	def is_there(self) -> bool:
		return self.arrived_on is not None and self.out_on is None

	def minutes(self, now: datetime) -> int:
		"""From arrival to departure, or until now."""
		if self.arrived_on is None:
			return 0
		return max(0, int(((self.out_on or now) - self.arrived_on).total_seconds() // 60))


def missing(people: Iterable[Presence]) -> list[str]:
	"""Who arrived and has not departed: arrivals and departures must be equal before anybody withdraws."""
	return [person.name for person in people if person.is_there]


def too_long(people: Iterable[Presence], now: datetime, hours: int) -> Iterator[str]:
	"""Who was or is out for longer than ``hours``; 0 names nobody."""
	return (person.name for person in people if hours > 0 and person.minutes(now) > hours * 60)
