from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain import errors
from volunteer_services.foundation.domain.working_days import (
	Deadline,
	WorkCalendar,
	add_working_days,
	is_late,
	notice_end,
	recording_deadline,
)

# As the State Council announced them: holidays that fall on weekdays, and weekends that are worked.
ANNOUNCED_OFF = [
	"2024-02-12",
	"2024-02-16",
	"2024-10-07",
	"2025-01-28",
	"2025-02-04",
	"2025-10-08",
	"2026-02-23",
]
ANNOUNCED_ON = [
	"2024-02-04",
	"2024-02-18",
	"2024-09-29",
	"2024-10-12",
	"2025-01-26",
	"2025-02-08",
	"2025-09-28",
]
ANNOUNCED_ON += ["2025-10-11", "2026-02-14", "2026-02-28", "2026-09-20", "2026-10-10"]
days = st.dates(date(2010, 1, 1), date(2040, 12, 31))


def day(text):
	return date.fromisoformat(text)


@pytest.mark.parametrize("text", ANNOUNCED_OFF)
def test_weekdays_of_a_holiday_are_not_worked(text):
	assert day(text).weekday() < 5
	assert not WorkCalendar().is_workday(day(text))


@pytest.mark.parametrize("text", ANNOUNCED_ON)
def test_adjusted_weekends_are_worked(text):
	assert day(text).weekday() >= 5
	assert WorkCalendar().is_workday(day(text))
	assert WorkCalendar().is_known(day(text))


@pytest.mark.parametrize(
	("ended", "last"),
	[
		("2024-09-27", "2024-10-16"),  # worked 29 Sep and 12 Oct, off 1 to 7 Oct
		("2024-02-07", "2024-02-27"),  # 春节: worked 18 Feb, off 10 to 17 Feb
		("2025-01-24", "2025-02-13"),  # 春节: worked 26 Jan and 8 Feb, off 28 Jan to 4 Feb
		("2025-09-26", "2025-10-16"),  # 国庆 and 中秋: worked 28 Sep and 11 Oct, off 1 to 8 Oct
		("2026-02-13", "2026-03-05"),  # 春节: worked 14 and 28 Feb, off 15 to 23 Feb
		("2026-03-02", "2026-03-16"),  # nothing special: two weeks
	],
)
def test_ten_working_days_across_the_long_holidays(ended, last):
	deadline = recording_deadline(day(ended))
	assert deadline.day == day(last)
	assert deadline.calendar_known
	assert not is_late(day(ended), day(last))
	assert is_late(day(ended), day(last) + timedelta(days=1))


def test_the_whole_last_day_is_in_time():
	ended = datetime(2026, 3, 2, 21, 30)
	assert not is_late(ended, datetime(2026, 3, 16, 23, 59, 59))
	assert is_late(ended, datetime(2026, 3, 17, 0, 0))


@given(days, st.integers(0, 30))
def test_a_deadline_is_exactly_so_many_working_days_away(start, n):
	calendar = WorkCalendar()
	deadline = add_working_days(start, n)
	passed = [start + timedelta(days=i) for i in range(1, (deadline.day - start).days + 1)]
	assert sum(calendar.is_workday(one) for one in passed) == n
	assert n == 0 or calendar.is_workday(deadline.day)
	assert deadline.calendar_known == all(calendar.is_known(one) for one in passed)


@given(days, st.integers(0, 20))
def test_a_later_start_never_gives_an_earlier_deadline(start, n):
	assert add_working_days(start, n).day <= add_working_days(start + timedelta(days=1), n).day


def test_years_not_announced_follow_weekends_and_fixed_holidays_and_say_so():
	deadline = add_working_days(date(2090, 9, 29), 3)  # a Friday; 1 to 3 October are off
	assert deadline.day == date(2090, 10, 6)
	assert not deadline.calendar_known
	off = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
	for one in (date(2090, 1, 1) + timedelta(days=i) for i in range(7 * 365)):
		assert WorkCalendar().is_workday(one) == (one.weekday() < 5 and (one.month, one.day) not in off)


def test_the_last_december_waits_for_the_announcement_of_the_new_year():
	calendar = WorkCalendar()
	year = next(y for y in range(2024, 2100) if not calendar.is_known(date(y + 1, 6, 1)))
	assert calendar.is_known(date(year, 12, 24))
	assert not calendar.is_known(date(year, 12, 25))
	assert not calendar.is_known(date(year, 12, 31))
	assert calendar.is_known(date(year - 1, 12, 31))


def test_settings_override_the_national_calendar():
	typhoon, drill = date(2026, 3, 4), date(2026, 3, 7)
	calendar = WorkCalendar.of([(typhoon, False), (drill, True)])
	assert add_working_days(date(2026, 3, 3), 1, calendar).day == date(2026, 3, 5)
	assert add_working_days(date(2026, 3, 6), 1, calendar).day == drill
	assert calendar.is_known(typhoon)
	far = WorkCalendar.of([(date(2090, 9, 30), True)])
	assert add_working_days(date(2090, 9, 29), 1, far) == Deadline(date(2090, 9, 30), True)
	with pytest.raises(errors.CalendarConflictError, match="2026-03-04"):
		WorkCalendar(frozenset([typhoon]), frozenset([typhoon]))


def test_a_public_notice_runs_five_working_days_after_its_publication():
	published = date(2026, 9, 30)
	assert notice_end(published).day == date(2026, 10, 13)  # off 1 to 7, worked on Saturday the 10th
	assert notice_end(published, 7).day == date(2026, 10, 15)


def test_days_cannot_be_counted_backwards():
	assert add_working_days(date(2026, 2, 15), 0).day == date(2026, 2, 15)
	with pytest.raises(errors.WorkingDaysError):
		add_working_days(date(2026, 2, 15), -1)
