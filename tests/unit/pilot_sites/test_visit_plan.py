"""Visits are spread evenly over the days, and never more on one day than was allowed."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain.working_days import WorkCalendar
from volunteer_services.pilot_sites.domain import errors
from volunteer_services.pilot_sites.domain.visit_plan import spread, working_days

FIRST = date(2026, 3, 2)


def days(count: int) -> list[date]:
	return [FIRST + timedelta(days=number) for number in range(count)]


@given(st.integers(0, 200), st.integers(1, 60), st.integers(1, 8))
def test_every_visit_has_a_day_and_no_day_too_many(count, length, per_day):
	if count > length * per_day:
		with pytest.raises(errors.VisitDaysError):
			spread(count, days(length), per_day)
		return
	planned = spread(count, days(length), per_day)
	load = Counter(planned)
	assert len(planned) == count and planned == sorted(planned)
	assert set(load) <= set(days(length))
	assert all(number <= per_day for number in load.values())
	if count:
		assert max(load.values()) - min(load.get(day, 0) for day in days(length)) <= 1


def test_no_working_day_takes_no_visit():
	assert spread(0, [], 1) == []
	with pytest.raises(errors.VisitDaysError, match="3"):
		spread(3, [], 2)


@pytest.mark.parametrize("per_day", [0, -1])
def test_less_than_one_visit_a_day_is_refused(per_day):
	with pytest.raises(errors.VisitsPerDayError, match=str(per_day)):
		spread(1, days(3), per_day)


def test_working_days_leave_out_weekends_and_holidays_and_count_made_up_days():
	# 2026: the Spring Festival from 15 to 23 February, made up on 14 and 28 February.
	found = working_days(date(2026, 2, 13), date(2026, 3, 2))
	assert found == [
		*(date(2026, 2, day) for day in (13, 14, 24, 25, 26, 27, 28)),
		date(2026, 3, 2),
	]


def test_the_organisation_s_own_days_count():
	calendar = WorkCalendar(frozenset({date(2026, 3, 3)}), frozenset({date(2026, 3, 7)}))
	found = working_days(date(2026, 3, 2), date(2026, 3, 8), calendar)
	assert [day.day for day in found] == [2, 4, 5, 6, 7]


def test_a_period_runs_forwards_and_within_two_years():
	with pytest.raises(errors.VisitPeriodError):
		working_days(date(2026, 3, 2), date(2026, 3, 1))
	with pytest.raises(errors.VisitPeriodError):
		working_days(date(2026, 3, 2), date(2028, 3, 4))
	assert working_days(date(2026, 3, 2), date(2026, 3, 2)) == [date(2026, 3, 2)]
