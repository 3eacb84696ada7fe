"""The gate: may this person serve on this day, and if not, why.

The same answer at sign-up, confirmation and check-in. Everything is asked for the day of service, not for
today [field.md (c), (d), (e)]. Rest between services, hours of a day and double booking need the sign-ups and
are asked by whoever holds them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from volunteer_services.volunteer_readiness.domain import reasons as why
from volunteer_services.volunteer_readiness.domain.reasons import Reason
from volunteer_services.volunteer_registry.domain.age import ADULT_AGE, age_on

REGISTERED = "Registered"
UNVERIFIED, REVOKED = "Unverified", "Revoked"
SERVICE, TRAINING, DRILL, WAY, RESCUE = "Service", "Training", "Drill", "Way There and Back", "Rescue"
SCOPES = (SERVICE, TRAINING, DRILL, WAY, RESCUE)
"""What an insurance may cover."""


@dataclass(frozen=True)
class Conditions:
	"""What an activity, shift or post asks for; the caller gathers it. Numbers that are 0 ask for nothing.

	``accompanied``: a guardian or an adult of the family is there, which stands for the guardian's consent.
	``is_rescue``, ``is_risky``: no minors, by any route, and insurance of the service is asked for, whatever
	``insurance`` says. ``project``, ``activity``: agreements and covers made for these count, beside
	those that were made for all service.
	"""

	min_age: int = 0
	max_age: int = 0
	accompanied: bool = False
	is_rescue: bool = False
	is_risky: bool = False
	min_star: int = 0
	skills: tuple[str, ...] = ()
	qualifications: tuple[str, ...] = ()
	courses: tuple[str, ...] = ()
	insurance: tuple[str, ...] = ()
	needs_agreement: bool = False
	project: str | None = None
	activity: str | None = None

	@property
	def insured_for(self) -> tuple[str, ...]:
		"""The scopes of insurance that are needed, each once [REG §17]."""
		risky = (SERVICE,) if self.is_risky or self.is_rescue else ()
		return tuple(dict.fromkeys((*risky, *self.insurance)))


@dataclass(frozen=True)
class Policy:
	"""``guardian_age``: full years, from the settings. ``certified``: the skills that need a certificate."""

	guardian_age: int = ADULT_AGE
	certified: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Skill:
	"""A row of the file, by the person's own word; ``has_certificate``: with a number or a copy."""

	name: str
	until: date | None = None
	has_certificate: bool = False


@dataclass(frozen=True)
class Held:
	"""A qualification on the file, and the skill and the course that its type stands for."""

	kind: str
	status: str
	since: date | None = None
	until: date | None = None
	skill: str | None = None
	course: str | None = None

	@property
	def is_verified(self) -> bool:
		return self.status not in (UNVERIFIED, REVOKED)

	def counts_on(self, day: date) -> bool:
		"""Whether it was verified and holds on the day, whatever its status says of today."""
		return self.is_verified and _within(self.since, day, self.until)


@dataclass(frozen=True)
class Passed:
	"""A course that was passed on a day, and how long that counts."""

	course: str
	on: date
	until: date | None = None


@dataclass(frozen=True)
class Person:
	"""What is known about a volunteer for the day of service.

	``state``: of the file. ``left``: it says that the person does not serve any more. ``insured``,
	``planned``: scopes that a cover in force, or one without the insurer's confirmation, has on the day.
	"""

	state: str = REGISTERED
	left: bool = False
	is_restricted: bool = False
	born: date | None = None
	star: int = 0
	has_guardian_consent: bool = False
	skills: tuple[Skill, ...] = ()
	held: tuple[Held, ...] = ()
	passed: tuple[Passed, ...] = ()
	insured: frozenset[str] = frozenset()
	planned: frozenset[str] = frozenset()
	has_agreement: bool = False


def why_not(
	person: Person | None, conditions: Conditions, day: date, policy: Policy | None = None, name: str = ""
) -> list[Reason]:
	"""Every reason for which ``person`` may not serve on ``day``; empty: may serve. None: no such file."""
	if person is None:
		return [why.NoFileReason(name)]
	policy = policy or Policy()
	return [
		*_standing(person),
		*_age(person, conditions, day, policy),
		*([why.StarReason(conditions.min_star, person.star)] if person.star < conditions.min_star else []),
		*_each(conditions.skills, lambda skill: _skill(person, skill, day, policy)),
		*_each(conditions.qualifications, lambda kind: _qualification(person, kind, day)),
		*_each(conditions.courses, lambda course: _course(person, course, day)),
		*_each(conditions.insured_for, lambda scope: _insurance(person, scope)),
		*([why.AgreementReason()] if conditions.needs_agreement and not person.has_agreement else []),
	]


def _each(wanted: Iterable[str], ask: Callable[[str], Reason | None]) -> Iterator[Reason]:
	return (reason for one in dict.fromkeys(wanted) if (reason := ask(one)))


def _within(since: date | None, day: date, until: date | None) -> bool:
	return (since is None or since <= day) and (until is None or day <= until)


def _standing(person: Person) -> Iterator[Reason]:
	if person.is_restricted:
		yield why.LockedFileReason()
	elif person.left:
		yield why.LeftReason(REGISTERED, person.state)
	elif person.state != REGISTERED:
		yield why.NotRegisteredReason(REGISTERED, person.state)


def _age(person: Person, conditions: Conditions, day: date, policy: Policy) -> Iterator[Reason]:
	if person.born is None or person.born > day:
		yield why.AgeUnknownReason()
		return
	age = age_on(person.born, day)
	if conditions.min_age and age < conditions.min_age:
		yield why.TooYoungReason(conditions.min_age, age)
	if conditions.max_age and age > conditions.max_age:
		yield why.TooOldReason(conditions.max_age, age)
	if age < ADULT_AGE and (conditions.is_rescue or conditions.is_risky):
		yield why.MinorInDangerReason(ADULT_AGE, age)
	if age < policy.guardian_age and not (person.has_guardian_consent or conditions.accompanied):
		yield why.GuardianReason(policy.guardian_age, age)


def _skill(person: Person, skill: str, day: date, policy: Policy) -> Reason | None:
	"""A verified qualification speaks before the person's own word where the skill needs a certificate."""
	proofs = [held for held in person.held if held.skill == skill and held.status != UNVERIFIED]
	if any(held.counts_on(day) for held in proofs):
		return None
	rows = [row for row in person.skills if row.name == skill]
	needs_proof = skill in policy.certified
	if needs_proof and proofs:
		ends = [held.until for held in proofs if held.is_verified]
		return _ended(why.SkillEndedReason, skill, ends) or why.SkillUnprovedReason(skill)
	usable = [row for row in rows if row.has_certificate or not needs_proof]
	if any(_within(None, day, row.until) for row in usable):
		return None
	if rows and not usable:
		return why.SkillUnprovedReason(skill)
	return _ended(why.SkillEndedReason, skill, [row.until for row in usable]) or why.SkillMissingReason(skill)


def _qualification(person: Person, kind: str, day: date) -> Reason | None:
	own = [held for held in person.held if held.kind == kind]
	if any(held.counts_on(day) for held in own):
		return None
	verified = [held for held in own if held.is_verified]
	if any(held.status == UNVERIFIED for held in own):
		return why.QualificationUnverifiedReason(kind)
	if reason := _ended(why.QualificationEndedReason, kind, [h.until for h in verified if _is_past(h, day)]):
		return reason
	if later := [held.since for held in verified if held.since]:
		return why.QualificationLaterReason(kind, min(later).isoformat())
	return why.QualificationRevokedReason(kind) if own else why.QualificationMissingReason(kind)


def _is_past(held: Held, day: date) -> bool:
	return held.until is not None and held.until < day


def _course(person: Person, course: str, day: date) -> Reason | None:
	"""A verified certificate from outside stands for the course, too."""
	passed = [one for one in person.passed if one.course == course and one.on <= day]
	others = [held for held in person.held if held.course == course]
	if any(_within(None, day, one.until) for one in passed) or any(one.counts_on(day) for one in others):
		return None
	ends = [one.until for one in passed]
	ends += [one.until for one in others if one.is_verified and _is_past(one, day)]
	return _ended(why.CourseEndedReason, course, ends) or why.CourseMissingReason(course)


def _insurance(person: Person, scope: str) -> Reason | None:
	if scope in person.insured:
		return None
	return (why.InsurancePlannedReason if scope in person.planned else why.InsuranceReason)(scope)


def _ended(reason: type[Reason], what: str, ends: list[date | None]) -> Reason | None:
	"""The reason with the last day that counted, or None where nothing has ended."""
	known = [end for end in ends if end is not None]
	return reason(what, max(known).isoformat()) if known else None
