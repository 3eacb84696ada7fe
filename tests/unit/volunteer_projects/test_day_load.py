"""Overlap, rest and the fullest day of a further shift."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain.day_load import Booked, longest_day, overlapping, too_near

DAY = datetime(2026, 6, 1)


def shift(begin: int, end: int, activity: str = "A") -> Booked:
	"""A shift from one minute of the first of June to another."""
	return Booked(activity, activity, DAY + timedelta(minutes=begin), DAY + timedelta(minutes=end))


shifts = st.builds(
	lambda begin, length, activity: shift(begin, begin + length, activity),
	st.integers(0, 2880),
	st.integers(1, 720),
	st.sampled_from("ABC"),
)


def test_half_an_hour_between_two_places_is_enough_and_a_minute_less_is_not():
	asked = shift(540, 660)
	assert too_near(asked, [shift(690, 800, "B")], 30) is None
	assert too_near(asked, [shift(689, 800, "B")], 30) == (shift(689, 800, "B"), 29)
	assert too_near(asked, [shift(400, 540, "B")], 30) == (shift(400, 540, "B"), 0)
	assert too_near(asked, [shift(660, 800)], 30) is None
	assert too_near(asked, [shift(660, 800, "B")], 0) is None


def test_a_shift_over_midnight_counts_for_both_days_and_double_time_once():
	night = shift(1320, 1620)
	assert longest_day(night, []) == (date(2026, 6, 2), 180)
	assert longest_day(night, [shift(1000, 1400, "B")]) == (date(2026, 6, 1), 440)
	assert longest_day(shift(0, 1440), []) == (date(2026, 6, 1), 1440)


@given(shifts, st.lists(shifts, max_size=6), st.integers(0, 120))
def test_what_is_too_near_neither_overlaps_nor_keeps_the_rest(asked, others, rest):
	found = too_near(asked, others, rest)
	if found:
		other, minutes = found
		assert overlapping(asked, [other]) is None
		assert 0 <= minutes < rest and other.activity != asked.activity
	else:
		moved = [one for one in others if one.activity != asked.activity and not overlapping(asked, [one])]
		gap = timedelta(minutes=rest)
		assert all(
			one.starts_on - asked.ends_on >= gap or asked.starts_on - one.ends_on >= gap for one in moved
		)


@given(shifts, st.lists(shifts, max_size=6))
def test_the_fullest_day_is_what_the_minutes_of_the_clock_say(asked, others):
	day, minutes = longest_day(asked, others)
	taken = {
		moment
		for one in [asked, *others]
		for moment in range(
			int((one.starts_on - DAY).total_seconds() // 60), int((one.ends_on - DAY).total_seconds() // 60)
		)
	}
	first, last = asked.starts_on.date(), asked.ends_on.date()
	assert first <= day <= last
	days = [(first + timedelta(days=number) - DAY.date()).days for number in range((last - first).days + 1)]
	assert minutes == max(len(taken & set(range(one * 1440, (one + 1) * 1440))) for one in days)
