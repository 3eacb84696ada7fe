"""The gate: one answer for the day of service, with every reason, and what nobody sets aside."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain import errors
from volunteer_services.volunteer_readiness.domain import gates, reasons
from volunteer_services.volunteer_readiness.domain.gates import (
	Conditions,
	Held,
	Passed,
	Person,
	Policy,
	Skill,
)

DAY = date(2026, 5, 1)
ADULT = Person(born=date(1985, 5, 17))
CERTIFIED = Policy(certified=frozenset({"First Aid"}))
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
ENDS = st.none() | DAYS
STATUSES = st.sampled_from(["Unverified", "Valid", "Expiring", "Expired", "Revoked"])
HELD = st.builds(
	Held,
	kind=st.sampled_from(["急救证", "健康证"]),
	status=STATUSES,
	since=ENDS,
	until=ENDS,
	skill=st.sampled_from([None, "First Aid", "Nursing"]),
	course=st.sampled_from([None, "基础培训"]),
)
PEOPLE = st.builds(
	Person,
	state=st.sampled_from(["Registered", "Applied", "Suspended"]),
	left=st.booleans(),
	is_restricted=st.booleans(),
	born=st.none() | st.dates(date(1930, 1, 1), date(2024, 1, 1)),
	star=st.integers(0, 5),
	has_guardian_consent=st.booleans(),
	skills=st.lists(
		st.builds(Skill, st.sampled_from(["First Aid", "Teaching"]), ENDS, st.booleans()), max_size=3
	).map(tuple),
	held=st.lists(HELD, max_size=4).map(tuple),
	passed=st.lists(st.builds(Passed, st.just("基础培训"), DAYS, ENDS), max_size=2).map(tuple),
	insured=st.frozensets(st.sampled_from(gates.SCOPES)),
	planned=st.frozensets(st.sampled_from(gates.SCOPES)),
	has_agreement=st.booleans(),
)
CONDITIONS = st.builds(
	Conditions,
	min_age=st.integers(0, 70),
	max_age=st.integers(0, 90),
	accompanied=st.booleans(),
	is_rescue=st.booleans(),
	is_risky=st.booleans(),
	min_star=st.integers(0, 5),
	skills=st.lists(st.sampled_from(["First Aid", "Teaching"]), max_size=2).map(tuple),
	qualifications=st.lists(st.sampled_from(["急救证", "健康证"]), max_size=2).map(tuple),
	courses=st.lists(st.just("基础培训"), max_size=2).map(tuple),
	insurance=st.lists(st.sampled_from(gates.SCOPES), max_size=3).map(tuple),
	needs_agreement=st.booleans(),
)


def codes(person, day=DAY, policy=None, **conditions):
	return [reason.code for reason in gates.why_not(person, Conditions(**conditions), day, policy)]


def test_whoever_meets_everything_may_serve():
	person = replace(
		ADULT,
		star=2,
		skills=(Skill("Teaching"),),
		held=(Held("急救证", "Valid", until=DAY, skill="First Aid"),),
		passed=(Passed("基础培训", DAY - timedelta(days=1), DAY),),
		insured=frozenset({"Service", "Way There and Back"}),
		has_agreement=True,
	)
	assert (
		codes(
			person,
			policy=CERTIFIED,
			min_age=18,
			max_age=60,
			is_risky=True,
			min_star=2,
			skills=("Teaching", "First Aid"),
			qualifications=("急救证",),
			courses=("基础培训",),
			insurance=("Way There and Back",),
			needs_agreement=True,
		)
		== []
	)


@pytest.mark.parametrize(
	("person", "conditions", "code"),
	[
		(replace(ADULT, is_restricted=True), {}, "locked"),
		(replace(ADULT, state="Suspended", left=True), {}, "left"),
		(replace(ADULT, state="Applied"), {}, "not_registered"),
		(replace(ADULT, born=None), {}, "age_unknown"),
		(ADULT, {"min_age": 41}, "too_young"),
		(ADULT, {"max_age": 39}, "too_old"),
		(ADULT, {"min_star": 1}, "star"),
		(ADULT, {"skills": ("Teaching",)}, "skill_missing"),
		(ADULT, {"qualifications": ("健康证",)}, "qualification_missing"),
		(ADULT, {"courses": ("基础培训",)}, "course_missing"),
		(ADULT, {"is_risky": True}, "insurance"),
		(replace(ADULT, planned=frozenset({"Service"})), {"is_risky": True}, "insurance_planned"),
		(ADULT, {"insurance": ("Drill",)}, "insurance"),
		(ADULT, {"needs_agreement": True}, "agreement"),
	],
)
def test_each_reason(person, conditions, code):
	assert codes(person, **conditions) == [code]


def test_there_is_no_file():
	(reason,) = gates.why_not(None, Conditions(), DAY, name="V99")
	assert (reason.code, reason.value, reason.may_override) == ("no_file", "V99", False)


@pytest.mark.parametrize("end", [DAY, DAY + timedelta(days=1), None])
def test_a_qualification_counts_to_its_last_day_whatever_its_status_says_of_today(end):
	held = Held("健康证", "Expired", until=end)
	assert codes(replace(ADULT, held=(held,)), qualifications=("健康证",)) == []


def test_a_qualification_that_is_valid_today_may_have_ended_on_the_day():
	held = Held("健康证", "Valid", until=DAY - timedelta(days=1))
	(reason,) = gates.why_not(replace(ADULT, held=(held,)), Conditions(qualifications=("健康证",)), DAY)
	assert (reason.code, reason.rule, reason.value) == ("qualification_ended", "健康证", "2026-04-30")
	assert reason.may_override


@pytest.mark.parametrize(
	("held", "code"),
	[
		(Held("健康证", "Unverified"), "qualification_unverified"),
		(Held("健康证", "Revoked"), "qualification_revoked"),
		(Held("健康证", "Valid", since=DAY + timedelta(days=1)), "qualification_later"),
	],
)
def test_what_is_on_the_file_but_does_not_count(held, code):
	assert codes(replace(ADULT, held=(held,)), qualifications=("健康证",)) == [code]


def test_the_own_word_is_enough_where_the_skill_needs_no_certificate():
	assert codes(replace(ADULT, skills=(Skill("Teaching"),)), skills=("Teaching",)) == []
	ended = replace(ADULT, skills=(Skill("Teaching", DAY - timedelta(days=1)),))
	assert codes(ended, skills=("Teaching",)) == ["skill_ended"]


@pytest.mark.parametrize(
	("skills", "held", "found"),
	[
		((Skill("First Aid"),), (), ["skill_unproved"]),
		((Skill("First Aid", None, True),), (), []),
		(
			(Skill("First Aid", None, True),),
			(Held("急救证", "Revoked", skill="First Aid"),),
			["skill_unproved"],
		),
		(
			(Skill("First Aid", None, True),),
			(Held("急救证", "Valid", until=date(2026, 4, 1), skill="First Aid"),),
			["skill_ended"],
		),
		((Skill("First Aid", None, True),), (Held("急救证", "Unverified", skill="First Aid"),), []),
		((), (Held("急救证", "Expiring", until=DAY, skill="First Aid"),), []),
	],
)
def test_a_verified_certificate_speaks_before_the_own_word(skills, held, found):
	person = replace(ADULT, skills=skills, held=held)
	assert codes(person, policy=CERTIFIED, skills=("First Aid",)) == found


def test_a_course_counts_from_its_day_to_its_last():
	person = replace(ADULT, passed=(Passed("基础培训", date(2026, 1, 1), date(2026, 6, 30)),))
	assert codes(person, date(2025, 12, 31), courses=("基础培训",)) == ["course_missing"]
	assert codes(person, date(2026, 6, 30), courses=("基础培训",)) == []
	assert codes(person, date(2026, 7, 1), courses=("基础培训",)) == ["course_ended"]


def test_a_verified_certificate_from_outside_stands_for_the_course():
	outside = Held("外部证书", "Valid", course="基础培训")
	assert codes(replace(ADULT, held=(outside,)), courses=("基础培训",)) == []
	assert codes(replace(ADULT, held=(replace(outside, status="Unverified"),)), courses=("基础培训",)) == [
		"course_missing"
	]


def test_minors_serve_with_consent_or_company():
	minor = Person(born=date(2010, 5, 1))
	assert codes(minor) == ["guardian"]
	assert codes(minor, accompanied=True) == codes(replace(minor, has_guardian_consent=True)) == []


@given(PEOPLE, CONDITIONS, DAYS)
def test_no_minor_by_any_route_in_rescue_or_danger(person, conditions, day):
	born = date(day.year - 17, day.month, min(day.day, 28))
	minor = replace(person, born=born)
	for dangerous in (replace(conditions, is_rescue=True), replace(conditions, is_risky=True)):
		found = {reason.code: reason for reason in gates.why_not(minor, dangerous, day)}
		assert not found["minor_in_danger"].may_override


@given(PEOPLE, CONDITIONS, DAYS)
def test_insurance_of_risk_is_never_set_aside(person, conditions, day):
	found = gates.why_not(person, replace(conditions, is_risky=True), day)
	insurance = [reason for reason in found if reason.rule == "Service"]
	assert bool(insurance) != ("Service" in person.insured)
	assert not any(reason.may_override for reason in insurance)


@given(PEOPLE, CONDITIONS, DAYS)
def test_each_condition_gives_one_reason_at_most_and_more_conditions_never_less(person, conditions, day):
	found = gates.why_not(person, conditions, day)
	told = [(reason.code, reason.rule) for reason in found]
	assert len(told) == len(set(told))
	fewer = replace(conditions, skills=(), qualifications=(), courses=(), insurance=(), needs_agreement=False)
	assert {r.code for r in gates.why_not(person, fewer, day)} <= {code for code, _rule in told}


@given(st.lists(HELD, max_size=4), DAYS)
def test_one_qualification_that_counts_is_enough(others, day):
	good = Held("健康证", "Valid", since=day, until=day)
	person = replace(ADULT, held=(*others, good))
	assert not gates.why_not(person, Conditions(qualifications=("健康证",)), day)


REASONS = [cls for cls in errors.all_errors() if issubclass(cls, reasons.Reason)]


@pytest.mark.parametrize("cls", REASONS, ids=lambda cls: cls.__name__)
def test_every_reason_says_what_is_asked_found_and_to_be_done(cls):
	params = [f"value{n}" for n in range(errors.placeholder_count(cls.template))]
	told = cls(*params).told(lambda text: f"<{text}>")
	assert list(told) == ["code", "message", "rule", "value", "way_out", "may_override"]
	assert told["message"].startswith("<") and told["way_out"].endswith(".>")
	assert all(at is None or at < len(params) for at in (cls.rule_at, cls.value_at))


def test_codes_are_different():
	assert len({cls.code for cls in REASONS}) == len(REASONS) >= 20
