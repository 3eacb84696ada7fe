"""Finding a cover: nobody is asked before those who were asked longer ago, and nobody who may not serve."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_projects.domain.cover import (
	AT_ONCE,
	BATCH,
	COVERABLE,
	MOST_LOOKED_AT,
	Candidate,
	check_may_ask,
	is_due,
	lapses_on,
	next_batch,
	ordered,
)
from volunteer_services.volunteer_projects.domain.sign_up import STEPS, Status

NOON = datetime(2026, 3, 5, 12)
people = st.lists(
	st.builds(
		Candidate,
		st.integers(0, 999).map("V{:03d}".format),
		st.just(""),
		st.none() | st.integers(0, 99).map(lambda days: NOON - timedelta(days=days)),
	),
	unique_by=lambda one: one.volunteer,
	max_size=120,
)


@given(people, st.sets(st.integers(0, 999).map("V{:03d}".format)))
def test_the_next_are_the_first_in_line_who_may_serve(line, barred):
	found = next_batch(line, lambda names: {name: name not in barred for name in names})
	assert found == [one for one in ordered(line) if one.volunteer not in barred][:BATCH]


@given(people)
def test_whoever_was_never_asked_comes_first_then_the_least_recently_asked(line):
	found = ordered(line)
	assert sorted(found, key=lambda one: one.volunteer) == sorted(line, key=lambda one: one.volunteer)
	for one, other in pairwise(found):
		assert one.last_asked is None or (other.last_asked is not None and one.last_asked <= other.last_asked)


def test_the_gate_is_asked_no_more_often_than_needed_and_never_without_end():
	line = [Candidate(f"V{n:04d}") for n in range(MOST_LOOKED_AT + 100)]
	calls = []

	def nobody(names):
		calls.append(len(names))
		return dict.fromkeys(names, False)

	assert next_batch(line, nobody) == [] and calls == [AT_ONCE] * (MOST_LOOKED_AT // AT_ONCE)
	calls.clear()
	assert len(next_batch(line, lambda names: calls.append(1) or dict.fromkeys(names, True))) == BATCH
	assert len(calls) == 1


@pytest.mark.parametrize(
	"answers, again_on, due",
	[
		(["Asked", "Declined"], NOON + timedelta(hours=1), False),
		(["Asked", "Declined"], NOON, True),
		(["Declined", "Declined"], NOON + timedelta(hours=1), True),
		([], NOON, True),
		(["Declined"], None, False),
	],
)
def test_the_next_are_asked_when_the_time_is_over_or_all_have_answered(answers, again_on, due):
	assert is_due(answers, again_on, NOON) is due


@given(st.sampled_from([status.value for status in Status]))
def test_only_a_place_that_can_be_handed_on_is_covered(status):
	assert (status in COVERABLE) == ("Substituted" in STEPS[status])
	if status in COVERABLE:
		check_may_ask("李秀兰", status, 0, NOON + timedelta(days=1), NOON, 2)
	else:
		with pytest.raises(errors.CoverStateError, match="李秀兰"):
			check_may_ask("李秀兰", status, 0, NOON + timedelta(days=1), NOON, 2)


def test_nobody_is_overtaken_and_nothing_is_asked_too_late():
	starts_on = NOON + timedelta(hours=2)
	assert lapses_on(starts_on, 2) == NOON
	with pytest.raises(errors.CoverLateError):
		check_may_ask("李秀兰", "Confirmed", 0, starts_on, NOON, 2)
	check_may_ask("李秀兰", "Confirmed", 0, starts_on, NOON - timedelta(seconds=1), 2)
	with pytest.raises(errors.CoverWaitingError, match="3 people"):
		check_may_ask("李秀兰", "Confirmed", 3, starts_on, NOON - timedelta(days=1), 2)
