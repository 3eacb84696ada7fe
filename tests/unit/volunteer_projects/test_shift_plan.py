"""Shifts for days × times × posts: none is missing, none is there twice."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_projects.domain.shift_plan import MOST_AT_ONCE, Hours, Wanted, clock, plan

SPRING = date(2026, 1, 30)
MORNING, NIGHT = Hours("上午班", time(9), time(12)), Hours("", time(22), time(6))

days = st.lists(st.integers(0, 20).map(lambda n: SPRING + timedelta(days=n)), min_size=1, max_size=5)
hours = st.lists(
	st.builds(
		Hours,
		st.sampled_from(["", "早班", "晚班"]),
		st.times().map(lambda t: t.replace(microsecond=0)),
		st.times(),
	),
	min_size=1,
	max_size=4,
)
wanted = st.lists(
	st.builds(Wanted, st.sampled_from(["", "引导", "登记"]), st.just(5), st.integers(0, 5)), max_size=4
)


@given(days, hours, wanted)
def test_every_day_has_every_time_for_every_post_once(days, hours, wanted):
	found = plan(days, hours, wanted)
	keys = [one.key for one in found]
	assert len(keys) == len(set(keys))
	posts = {one.post for one in wanted} or {""}
	begin = {datetime.combine(day, at.starts) for day in days for at in hours}
	assert {(one.post, one.starts_on) for one in found} == {
		(post, start) for post in posts for start in begin
	}
	assert all(timedelta() < one.ends_on - one.starts_on <= timedelta(days=1) for one in found)


def test_a_night_shift_ends_on_the_next_day_and_is_called_by_its_times():
	(one,) = plan([SPRING], [NIGHT], [])
	assert (one.starts_on, one.ends_on) == (datetime(2026, 1, 30, 22), datetime(2026, 1, 31, 6))
	assert (one.title, one.post, one.capacity) == ("22:00–06:00", "", 0)


def test_several_days_stand_in_the_titles():
	found = plan([SPRING, SPRING + timedelta(days=1)], [MORNING], [Wanted("引导", 4, 2)])
	assert [one.title for one in found] == ["01-30 上午班", "01-31 上午班"]


def test_nothing_too_much_and_a_minimum_above_the_places_are_refused():
	with pytest.raises(errors.NothingPlannedError):
		plan([], [MORNING], [])
	with pytest.raises(errors.NothingPlannedError):
		plan([SPRING], [], [Wanted("引导", 4)])
	many = [SPRING + timedelta(days=n) for n in range(MOST_AT_ONCE + 1)]
	with pytest.raises(errors.TooManyShiftsError, match=str(MOST_AT_ONCE + 1)):
		plan(many, [MORNING], [])
	with pytest.raises(errors.ShiftMinimumError):
		plan([SPRING], [MORNING], [Wanted("引导", 3, 4)])


@pytest.mark.parametrize("text", ["9:00", "09:00", "09:00:00", " 9:00 "])
def test_times_are_read_as_they_are_written(text):
	assert clock(text) == time(9)


@pytest.mark.parametrize("text", ["", "25:00", "9", "九点", "09:60"])
def test_what_is_no_time_is_refused_by_its_words(text):
	with pytest.raises(errors.ShiftClockError):
		clock(text)
