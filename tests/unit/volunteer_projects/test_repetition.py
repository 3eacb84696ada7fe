"""The days on which an activity comes again, and the hours of several days."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_projects.domain.repetition import (
	MOST,
	MOST_SHIFTS,
	Hours,
	Pattern,
	Rule,
	daily,
	days,
	week_of,
)

FIRST = st.dates(date(2024, 1, 1), date(2030, 12, 31))
NEAR = st.integers(1, 400).map(lambda number: timedelta(days=number))


def tried(first: date, rule: Rule) -> tuple[date, ...]:
	try:
		return days(first, rule)
	except (errors.NoRepetitionError, errors.TooManyRepetitionsError):
		return ()


@given(FIRST, NEAR, st.sampled_from(Pattern), st.integers(1, 4), st.frozensets(st.integers(0, 6)))
def test_days_are_in_order_after_the_first_until_the_last(first, span, pattern, every, weekdays):
	found = tried(first, Rule(pattern, first + span, every, weekdays))
	assert list(found) == sorted(set(found))
	assert all(first < day <= first + span for day in found)
	assert len(found) <= MOST


@given(FIRST, NEAR, st.frozensets(st.integers(0, 6)))
def test_each_week_has_all_its_days(first, span, weekdays):
	wanted = weekdays or {first.weekday()}
	every_day = (first + timedelta(days=number) for number in range(1, span.days + 1))
	expected = tuple(day for day in every_day if day.weekday() in wanted)
	found = tried(first, Rule(Pattern.WEEKLY, first + span, weekdays=weekdays))
	assert found == (expected if len(expected) <= MOST else ())


@given(FIRST, st.integers(2, 24))
def test_each_month_has_its_day_or_its_last(first, months):
	until = first + timedelta(days=31 * months)
	found = days(first, Rule(Pattern.MONTH_DAY, until))
	spans = [(one.year * 12 + one.month) for one in (first, *found)]
	assert spans == list(range(spans[0], spans[0] + len(spans)))
	for day in found:
		assert day.day == first.day or (day.day < first.day and (day + timedelta(days=1)).day == 1)


@given(FIRST, st.integers(2, 24))
def test_each_month_has_the_nth_weekday_or_the_last(first, months):
	found = days(first, Rule(Pattern.MONTH_WEEKDAY, first + timedelta(days=31 * months)))
	nth = (first.day - 1) // 7
	for day in found:
		assert day.weekday() == first.weekday()
		is_last = (day + timedelta(days=7)).month != day.month
		assert is_last if nth == 4 else (day.day - 1) // 7 == nth


@given(FIRST, NEAR, st.data())
def test_skipped_days_are_left_out_and_nothing_else(first, span, data):
	whole = tried(first, Rule(Pattern.WEEKLY, first + span))
	skipped = frozenset(data.draw(st.sets(st.sampled_from(whole)))) if whole else frozenset()
	left = tried(first, Rule(Pattern.WEEKLY, first + span, skipped=skipped))
	assert left == tuple(day for day in whole if day not in skipped)


@pytest.mark.parametrize(
	("rule", "error"),
	[
		(Rule(Pattern.WEEKLY, date(2026, 3, 7)), errors.UntilError),
		(Rule(Pattern.WEEKLY, date(2026, 4, 7), every=0), errors.EveryError),
		(Rule(Pattern.WEEKLY, date(2026, 3, 13)), errors.NoRepetitionError),
		(
			Rule(Pattern.WEEKLY, date(2026, 3, 14), skipped=frozenset({date(2026, 3, 14)})),
			errors.NoRepetitionError,
		),
		(Rule(Pattern.WEEKLY, date(2199, 1, 1)), errors.TooManyRepetitionsError),
	],
)
def test_what_gives_no_day_or_too_many_is_refused(rule, error):
	with pytest.raises(error):
		days(date(2026, 3, 7), rule)


@given(FIRST)
def test_a_week_goes_from_monday_to_sunday(day):
	monday, sunday = week_of(day)
	assert (monday.weekday(), sunday - monday) == (0, timedelta(days=6))
	assert monday <= day <= sunday


HOURS = st.builds(Hours, st.just("班"), st.times(), st.times())


@given(FIRST, st.integers(0, 20), st.lists(HOURS, min_size=1, max_size=4), st.frozensets(st.integers(0, 20)))
def test_the_hours_of_each_day_lie_between_the_ends(first, span, hours, skipped):
	begins = datetime.combine(first, time(6))
	ends = begins + timedelta(days=span, hours=16)
	left_out = frozenset(first + timedelta(days=number) for number in skipped)
	try:
		slots = daily(begins, ends, hours, left_out)
	except errors.NoRepetitionError:
		return
	for slot in slots:
		assert begins <= slot.starts_on < slot.ends_on <= ends
		assert slot.ends_on - slot.starts_on <= timedelta(days=1)
		assert slot.starts_on.date() not in left_out
		assert slot.starts_on.time() == hours[slot.index].begins
	assert len({(slot.index, slot.starts_on) for slot in slots}) == len(slots) <= MOST_SHIFTS


def test_morning_and_night_of_three_days():
	hours = [Hours("早", time(8, 30), time(14, 30)), Hours("夜", time(22), time(2))]
	slots = daily(datetime(2026, 1, 30, 8), datetime(2026, 2, 1, 23), hours, frozenset({date(2026, 1, 31)}))
	assert [(slot.index, slot.starts_on.day, slot.ends_on.day) for slot in slots] == [
		(0, 30, 30),
		(1, 30, 31),
		(0, 1, 1),
	]


def test_too_many_shifts_are_refused():
	with pytest.raises(errors.TooManyDailyShiftsError):
		daily(datetime(2026, 1, 1), datetime(2026, 12, 31), [Hours("班", time(8), time(9))])
