"""Emergency teams: what is lacking in short, the order of the waves, answers, head count and duty."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_readiness.domain import answers, emergency, errors, gates, reasons
from volunteer_services.volunteer_readiness.domain.answers import Answer
from volunteer_services.volunteer_readiness.domain.conditions import together
from volunteer_services.volunteer_readiness.domain.emergency import Member, Presence

DAY = date(2026, 5, 1)
NOON = datetime(2026, 5, 1, 12)
READY = Member(declared_on=date(2026, 1, 1), drilled_on=date(2025, 9, 1), has_kin=True)
STEPS = st.lists(st.sampled_from(answers.STEPS), max_size=12)
PRESENCES = st.lists(
	st.builds(
		lambda name, arrived, out: Presence(
			name,
			arrived and NOON - timedelta(minutes=arrived),
			(NOON - timedelta(minutes=min(out, arrived))) if arrived and out else None,
		),
		st.text("甲乙丙丁", min_size=1, max_size=2),
		st.none() | st.integers(1, 2000),
		st.none() | st.integers(1, 2000),
	)
)


def test_nothing_lacking_is_ready():
	assert emergency.lacks(READY, DAY) == []


@pytest.mark.parametrize(
	"changes, code",
	[
		({"declared_on": date(2025, 4, 30)}, "Health"),
		({"declared_on": None}, "Health"),
		({"declared_on": date(2026, 5, 2)}, "Health"),
		({"drilled_on": date(2025, 4, 30)}, "Drill"),
		({"has_kin": False}, "Next of Kin"),
		({"refused": ("insurance_planned",)}, "Insurance"),
		({"refused": ("minor_in_danger", "guardian")}, "Age"),
		({"refused": ("qualification_ended",)}, "Certificate"),
		({"refused": ("locked",)}, "Registration"),
	],
)
def test_each_code_stands_for_what_is_lacking(changes, code):
	member = Member(**{**READY.__dict__, **changes})
	assert emergency.lacks(member, DAY) == [code]


def test_a_declaration_of_this_day_a_year_ago_still_counts():
	assert emergency.is_recent(date(2025, 5, 1), DAY, 12)
	assert not emergency.is_recent(date(2025, 4, 30), DAY, 12)


def test_every_reason_that_a_call_out_can_meet_has_a_short_code():
	asked = emergency.conditions(["急救证"], emergency.DRILL)
	assert asked.is_rescue and asked.insured_for == ("Service", "Rescue", "Drill")
	met = {
		cls.code
		for cls in errors_of(reasons.Reason)
		if not cls.code.startswith(("skill", "course", "star", "agreement", "too_old"))
	}
	assert met == set(emergency._OF_THE_GATE)


def errors_of(base):
	for cls in base.__subclasses__():
		yield cls
		yield from errors_of(cls)


def test_what_groups_ask_together_asks_for_each():
	one, two = emergency.conditions(["甲"]), emergency.conditions(["乙"], emergency.DRILL)
	both = together([one, two])
	assert both.qualifications == ("甲", "乙")
	assert set(both.insured_for) == {"Service", "Rescue", "Drill"}
	assert together([]) == gates.Conditions()


@given(st.integers(0, 3), st.sets(st.sampled_from(emergency.WAVES)))
def test_the_next_wave_is_later_and_has_somebody(current, left):
	found = emergency.next_wave(current, left)
	later = sorted(wave for wave in left if wave > current)
	if later:
		assert found == later[0]
	else:
		assert found == (emergency.OTHERS if left else None)


def test_the_order_of_the_waves():
	assert [emergency.wave_of(*case) for case in ((True, False), (False, True), (False, False))] == [1, 2, 3]
	assert emergency.wave_of(True, True) == 1


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 9), st.integers(0, 9))
def test_a_wave_is_due_only_when_too_few_come_and_the_time_is_over(passed, minutes, coming, needed):
	due = emergency.is_due(NOON, NOON + timedelta(minutes=passed), minutes, coming, needed)
	assert due == (minutes > 0 and passed >= minutes and coming < needed)
	assert not emergency.is_due(None, NOON, minutes, coming, needed)


@given(PRESENCES)
def test_the_head_count_is_arrivals_less_departures(people):
	arrived = sum(person.arrived_on is not None for person in people)
	departed = sum(person.out_on is not None for person in people)
	assert len(emergency.missing(people)) == arrived - departed


@given(PRESENCES, st.integers(0, 30))
def test_who_is_out_for_too_long_was_there_for_longer(people, hours):
	named = list(emergency.too_long(people, NOON, hours))
	assert len(named) == sum(hours > 0 and person.minutes(NOON) > hours * 60 for person in people)


def test_twelve_hours_are_not_too_long():
	people = [
		Presence("甲", NOON - timedelta(hours=12)),
		Presence("乙", NOON - timedelta(hours=12, minutes=1)),
		Presence("丙"),
	]
	assert list(emergency.too_long(people, NOON, 12)) == ["乙"]


@given(STEPS, st.integers(0, 90))
def test_whatever_is_marked_the_times_are_in_order(steps, eta):
	answer, moment = Answer(), NOON
	for step in steps:
		moment += timedelta(minutes=1)
		try:
			answer = answer.take(step, moment, eta)
		except errors.CallOutError:
			continue
		if answer.out_on:
			assert answer.arrived_on and answer.out_on >= answer.arrived_on
		if answer.arrived_on:
			assert answer.answer == "Yes"
		if answer.answer == "No":
			assert answer.eta is None and answer.status == "Not Coming"


def test_the_way_of_one_who_comes():
	asked = Answer()
	assert asked.status == "Asked"
	later = asked.take("Later", NOON, 40)
	assert (later.status, later.eta) == ("Coming Later", NOON + timedelta(minutes=40))
	out = later.take("Set Out", NOON)
	assert (out.status, out.answer, out.eta) == ("On the Way", "Yes", later.eta)
	there = out.take("Arrived", NOON)
	assert there.status == "Present"
	assert there.take("Departed", NOON + timedelta(hours=1)).status == "Departed"


@pytest.mark.parametrize(
	"before, step, error",
	[
		(Answer(), "Departed", errors.NotArrivedError),
		(Answer(arrived_on=NOON), "No", errors.HasArrivedError),
		(Answer(arrived_on=NOON), "Arrived", errors.HasArrivedError),
		(Answer(arrived_on=NOON, out_on=NOON), "Arrived", errors.HasDepartedError),
	],
)
def test_a_step_out_of_turn_is_refused(before, step, error):
	with pytest.raises(error):
		before.take(step, NOON)


@pytest.mark.parametrize("minutes", [-1, 1441])
def test_an_impossible_time_to_arrive_is_refused(minutes):
	with pytest.raises(errors.ExpectedTimeError, match=str(minutes)):
		Answer().take("Yes", NOON, minutes)
