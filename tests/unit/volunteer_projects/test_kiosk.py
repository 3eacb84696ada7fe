"""The kiosk: when it ends, in or out and of which shift, and what counts as the same name."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain.check_in import Event, presence
from volunteer_services.volunteer_projects.domain.check_in import Window as Shift
from volunteer_services.volunteer_projects.domain.kiosk import rules
from volunteer_services.volunteer_projects.domain.kiosk.rules import Turn

NOON = datetime(2026, 3, 7, 12)
GRACE = timedelta(minutes=15)


def turn(name: str, first: float, last: float, kind: str = "", minutes_ago: float | None = None) -> Turn:
	"""A place whose shift runs from and to so many hours after noon."""
	at = None if minutes_ago is None else NOON - timedelta(minutes=minutes_ago)
	return Turn(name, NOON + timedelta(hours=first), NOON + timedelta(hours=last), kind, at)


def step(*turns: Turn):
	found = rules.next_step(turns, NOON, GRACE)
	return found and (found.turn.sign_up, found.kind, found.is_repeat)


def test_it_ends_after_its_idle_minutes_and_after_twelve_hours_at_the_latest():
	assert rules.ends_on(NOON, None, 0) == NOON + timedelta(minutes=240)
	assert rules.ends_on(NOON, NOON + timedelta(hours=2), 45) == NOON + timedelta(hours=2, minutes=45)
	assert rules.ends_on(NOON, NOON + timedelta(hours=11, minutes=50), 30) == NOON + timedelta(hours=12)


def test_the_shift_that_runs_comes_before_the_next_and_what_is_left_comes_last():
	runs, comes = turn("a", -1, 2), turn("b", 1, 3)
	assert step(comes, runs) == ("a", "In", False)
	assert step(comes) == ("b", "In", False)
	assert step(turn("a", -1, 2, "Out", 30), turn("b", 0.2, 3)) == ("b", "In", False)
	assert step(turn("a", -1, 2, "Out", 30), comes) == ("a", "In", False), "back from a break"


@pytest.mark.parametrize(("first", "last"), [(2.1, 4), (-4, 0), (-9, -1)])
def test_a_shift_too_far_ahead_or_over_is_none(first, last):
	assert step(turn("a", first, last)) is None


def test_who_is_in_goes_out_of_that_shift_even_when_it_is_over():
	assert step(turn("a", -3, -1, "In", 170), turn("b", -0.5, 2)) == ("a", "Out", False)
	assert step(turn("a", -16, -13, "In", 900), turn("b", -0.5, 2)) == ("b", "In", False), "forgotten"


@pytest.mark.parametrize("kind", ["In", "Out"])
def test_a_code_that_is_read_twice_is_one_event(kind):
	assert step(turn("a", -1, 2, kind, 0.5)) == ("a", kind, True)
	assert step(turn("a", -1, 2, kind, 1)) == ("a", "Out" if kind == "In" else "In", False)


times = st.floats(-20, 20, allow_nan=False)


@given(st.lists(st.builds(turn, st.sampled_from("abc"), times, times, st.sampled_from(["", "In", "Out"]),
	st.one_of(st.none(), st.floats(0, 900)))))  # fmt: skip
def test_in_is_never_said_for_who_is_in_nor_out_for_who_is_not(turns):
	turns = [one for one in turns if bool(one.last_kind) == bool(one.last_at)]
	found = rules.next_step(turns, NOON, GRACE)
	if found and not found.is_repeat:
		assert (found.kind == "Out") == found.turn.is_in
		if found.kind == "In":
			assert found.turn.starts_on - rules.EARLY <= NOON < found.turn.ends_on


def test_nobody_attests_what_a_person_does_alone():
	shift = Shift(NOON, NOON + timedelta(hours=3))
	came, left = Event("In", NOON, "Kiosk"), Event("Out", NOON + timedelta(hours=3), "Kiosk")
	assert presence([came, left], shift).trust_class == "Honorary"
	scanned = Event("Out", NOON + timedelta(hours=3), "Leader Scan")
	assert presence([came, scanned], shift).trust_class == "Honorary"


def test_a_name_is_the_same_whatever_its_width_blanks_and_dots():
	assert rules.is_name("欧阳 秀兰 ", "欧阳秀兰")
	assert rules.is_name("古丽.阿依", "古丽·阿依") and rules.is_name("ＭＡＲＹ ann", "Mary Ann")
	assert not rules.is_name("欧阳秀", "欧阳秀兰") and not rules.is_name("秀兰", "欧阳秀兰")
	assert not rules.is_name(" · ", "·") and not rules.is_name("", "")
	assert rules.number(" ｖ 0012 ") == "V0012"
