"""When a message goes further: quiet hours, one a day, tries that fail."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain import errors
from volunteer_services.foundation.domain import messages as rules

HOURS = st.integers(0, 23)
QUIET = st.builds(rules.QuietHours, HOURS, HOURS)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31))
NIGHT = rules.QuietHours(21, 8)


@pytest.mark.parametrize(
	("at", "expected"),
	[
		("2026-03-01 20:59", "2026-03-01 20:59"),
		("2026-03-01 21:00", "2026-03-02 08:00"),
		("2026-02-28 23:30", "2026-03-01 08:00"),
		("2026-03-01 07:59", "2026-03-01 08:00"),
		("2026-03-01 08:00", "2026-03-01 08:00"),
	],
)
def test_the_night_is_left_alone(at, expected):
	assert NIGHT.after(datetime.fromisoformat(at)) == datetime.fromisoformat(expected)


@given(MOMENTS, QUIET)
def test_nothing_goes_out_in_quiet_hours_and_nothing_waits_longer_than_they_last(at, quiet):
	when = quiet.after(at)
	assert not quiet.covers(when)
	assert timedelta() <= when - at <= timedelta(hours=(quiet.end - quiet.begin) % 24)


@given(MOMENTS, HOURS)
def test_equal_hours_mean_no_quiet_hours(at, hour):
	assert rules.QuietHours(hour, hour).after(at) == at


@given(MOMENTS, QUIET)
def test_the_morning_is_the_next_end_of_the_quiet_hours(at, quiet):
	morning = quiet.morning(at)
	assert timedelta() < morning - at <= timedelta(days=1)
	assert (morning.hour, morning.minute, morning.second, morning.microsecond) == (quiet.end, 0, 0, 0)
	assert not quiet.covers(morning)


@given(MOMENTS, QUIET, st.booleans())
def test_what_is_urgent_waits_for_nothing(at, quiet, is_daily):
	assert rules.due(at, quiet, True, is_daily) == at


@given(st.lists(MOMENTS, min_size=2, max_size=9), QUIET)
def test_all_lines_between_two_mornings_share_one_moment(moments, quiet):
	shared = {rules.due(at, quiet, False, True) for at in moments}
	assert shared == {quiet.morning(at) for at in moments}
	assert len(shared) <= len({(at - timedelta(hours=quiet.end)).date() for at in moments})


@given(MOMENTS)
def test_the_pauses_grow_and_end(at):
	waits = []
	for tries in range(1, rules.MOST_TRIES):
		again = rules.next_try(at, tries)
		assert again is not None
		waits.append(again - at)
	assert waits == sorted(waits) and len(set(waits)) == len(waits) and waits[0] > timedelta()
	assert rules.next_try(at, rules.MOST_TRIES) is None


@pytest.mark.parametrize("hour", [-1, 24, 100])
def test_an_hour_that_is_none_is_refused(hour):
	with pytest.raises(errors.QuietHoursError):
		rules.QuietHours(hour, 8)
	with pytest.raises(errors.QuietHoursError):
		rules.QuietHours(8, hour)
