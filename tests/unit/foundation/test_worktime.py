from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain import errors
from volunteer_services.foundation.domain.worktime import (
	Rounding,
	ServiceTime,
	WorktimePolicy,
	assumed_end,
	clock,
	hours_of,
	minutes_of,
	resolve,
	round_minutes,
	span_of_times,
)

NINE = datetime(2026, 3, 5, 9, 0)
NOON = datetime(2026, 3, 5, 12, 0)
minutes_in_a_day = st.integers(1, 1440)
downward = st.sampled_from([rounding for rounding in Rounding if rounding is not Rounding.HALF_HOUR_TABLE])


@given(minutes_in_a_day, downward)
def test_steps_never_give_more_than_was_served_and_lose_less_than_a_step(minutes, rounding):
	rounded = round_minutes(minutes, rounding)
	step = {"Exact": 1, "5 Minutes": 5, "10 Minutes": 10, "15 Minutes": 15, "Whole Hours": 60}[rounding.value]
	assert minutes - step < rounded <= minutes
	assert rounded % step == 0


@given(minutes_in_a_day, st.sampled_from(Rounding))
def test_rounding_twice_changes_nothing_and_never_reverses_an_order(minutes, rounding):
	rounded = round_minutes(minutes, rounding)
	assert round_minutes(rounded, rounding) == rounded
	assert round_minutes(minutes + 1, rounding) >= rounded


@pytest.mark.parametrize(
	("minutes", "counted"),
	[(15, 0), (16, 30), (45, 30), (46, 60), (60, 60), (75, 60), (76, 90), (105, 90), (106, 120), (0, 0)],
)
def test_the_half_hour_table(minutes, counted):
	assert round_minutes(minutes, "Half-hour Table") == counted


@given(st.integers(0, 10**7))
def test_hours_for_reading_lead_back_to_the_same_minutes(minutes):
	assert minutes_of(hours_of(minutes)) == minutes
	assert minutes_of(Decimal(str(float(hours_of(minutes))))) == minutes


@given(
	minutes_in_a_day,
	st.integers(0, 200),
	st.sampled_from(Rounding),
	st.booleans(),
	st.booleans(),
	st.integers(0, 59),
)
def test_a_saved_record_can_be_saved_again(span, pause, rounding, with_minutes, with_hours, seconds):
	policy = WorktimePolicy(rounding)
	end = NINE + timedelta(minutes=span + pause, seconds=seconds)
	if span + pause > 1440:
		return
	saved = resolve(NINE, end, pause, policy=policy)
	assert saved.served_minutes == span
	again = resolve(
		NINE,
		end,
		pause,
		saved.minutes if with_minutes else None,
		float(saved.hours) if with_hours else None,
		policy,
	)
	assert again == saved


def test_start_and_end_less_the_break():
	got = resolve(NINE, NOON, 30)
	assert (got.minutes, got.hours, got.break_minutes) == (150, Decimal("2.50"), 30)
	assert resolve(NINE, NOON) == ServiceTime(180, 180, NINE, NOON, 0)
	assert ServiceTime(180, 180).break_minutes == resolve(NINE, NOON, None).break_minutes == 0


def test_minutes_or_hours_alone_are_net_time():
	assert resolve(minutes=90, break_minutes=30).minutes == 90
	assert resolve(hours=1.5).minutes == 90
	assert resolve(hours="0.33").minutes == 20
	assert resolve(hours=0.1).minutes == 6
	assert resolve(hours=Decimal("0.01")).minutes == 1
	assert resolve(hours=2, policy=WorktimePolicy("Whole Hours")).minutes == 120


def test_hours_that_agree_within_their_two_decimals_are_no_contradiction():
	assert resolve(minutes=20, hours=0.33).minutes == 20
	assert resolve(NINE, NINE + timedelta(minutes=100), hours=1.67).minutes == 100
	with pytest.raises(errors.ContradictoryHoursError):
		resolve(minutes=20, hours=0.35)
	with pytest.raises(errors.ContradictoryHoursError, match=r"2.5, differ from the 180"):
		resolve(NINE, NOON, hours=2.5)


def test_minutes_may_be_those_before_or_after_rounding_and_no_others():
	policy = WorktimePolicy("15 Minutes")
	end = NINE + timedelta(minutes=52)
	assert resolve(NINE, end, minutes=52, policy=policy).minutes == 45
	assert resolve(NINE, end, minutes=45, policy=policy).minutes == 45
	with pytest.raises(errors.ContradictoryMinutesError):
		resolve(NINE, end, minutes=50, policy=policy)


def test_a_record_across_midnight():
	start, end = span_of_times(date(2026, 2, 16), time(22, 0), time(1, 30))
	assert end == datetime(2026, 2, 17, 1, 30)
	assert resolve(start, end).minutes == 210
	assert span_of_times(date(2026, 2, 16), time(9), time(11))[1].day == 16
	with pytest.raises(errors.EndNotAfterStartError):
		span_of_times(date(2026, 2, 16), time(9), time(9))


@pytest.mark.parametrize(
	("given_values", "error"),
	[
		({}, errors.NoServiceTimeError),
		({"minutes": 0, "hours": 0.0}, errors.NoServiceTimeError),
		({"hours": 0.005}, errors.NoServiceTimeError),
		({"starts_on": NINE, "ends_on": NINE + timedelta(seconds=59)}, errors.NoServiceTimeError),
		({"starts_on": NINE}, errors.OneSidedTimeError),
		({"ends_on": NINE, "minutes": 60}, errors.OneSidedTimeError),
		({"starts_on": NOON, "ends_on": NINE}, errors.EndNotAfterStartError),
		({"starts_on": NINE, "ends_on": NINE}, errors.EndNotAfterStartError),
		({"starts_on": NINE, "ends_on": NINE + timedelta(minutes=1441)}, errors.SpanTooLongError),
		({"minutes": 1441}, errors.SpanTooLongError),
		({"starts_on": NINE, "ends_on": NOON, "break_minutes": 180}, errors.BreakTooLongError),
		({"starts_on": NINE, "ends_on": NOON, "break_minutes": -1}, errors.NegativeTimeError),
		({"minutes": -60}, errors.NegativeTimeError),
		({"hours": -1}, errors.NegativeTimeError),
		({"minutes": 60, "policy": WorktimePolicy("7 Minutes")}, errors.RoundingNameError),
	],
)
def test_impossible_times_are_refused_each_by_its_rule(given_values, error):
	with pytest.raises(error):
		resolve(**given_values)


def test_the_longest_record_is_a_setting():
	assert resolve(NINE, NINE + timedelta(minutes=1440)).minutes == 1440
	with pytest.raises(errors.SpanTooLongError, match=r"3:00 .* longer than the 2:00"):
		resolve(NINE, NOON, policy=WorktimePolicy(max_minutes=120))


def test_a_forgotten_check_out_ends_with_the_plan_or_the_limit():
	assert assumed_end(NINE, NOON, 1440) == NOON
	assert assumed_end(NINE, NOON, 60) == NINE + timedelta(hours=1)
	assert assumed_end(NOON, NINE, 60) is None
	assert assumed_end(NINE, None, 60) is None


def test_reading_minutes():
	assert [clock(m) for m in (0, 59, 481, 1440)] == ["0:00", "0:59", "8:01", "24:00"]
	assert hours_of(100) == Decimal("1.67")
