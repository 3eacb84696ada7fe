"""Pairs: who may be one, when a visit is overdue, and who is told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.service_needs.domain import errors, pairings
from volunteer_services.service_needs.domain.pairings import Reminder

BEGINS = date(2026, 1, 1)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@given(DAYS, DAYS)
def test_a_pairing_ends_after_it_begins(begins, ends):
	if ends < begins:
		with pytest.raises(errors.PairingDatesError):
			pairings.check_dates(begins, ends)
	else:
		pairings.check_dates(begins, ends)
		pairings.check_dates(begins, None)


@given(st.integers(-3, 40))
def test_visits_a_month(visits):
	if 1 <= visits <= 31:
		pairings.check_frequency(visits)
		assert 1 <= pairings.days_between(visits) <= 30
	else:
		with pytest.raises(errors.PairingFrequencyError):
			pairings.check_frequency(visits)


def test_a_minor_goes_along_with_a_team_and_nobody_is_alone_with_who_needs_two():
	pairings.check_alone("小林", is_minor=True, has_team=True, adult_age=18)
	pairings.check_alone("林", is_minor=False, has_team=False, adult_age=18)
	with pytest.raises(errors.MinorAloneError, match="18"):
		pairings.check_alone("小林", is_minor=True, has_team=False, adult_age=18)
	pairings.check_two("小明", goes_by_two=True, has_second=True, guardian_is_there=False)
	pairings.check_two("小明", goes_by_two=True, has_second=False, guardian_is_there=True)
	pairings.check_two("陈婆婆", goes_by_two=False, has_second=False, guardian_is_there=False)
	with pytest.raises(errors.PairNeedsTwoError):
		pairings.check_two("小明", goes_by_two=True, has_second=False, guardian_is_there=False)


def test_a_long_contact_is_a_service_and_none_lies_ahead():
	pairings.check_contact(BEGINS, 15, BEGINS)
	with pytest.raises(errors.ContactTooLongError, match="16"):
		pairings.check_contact(BEGINS, 16, BEGINS)
	with pytest.raises(errors.ContactAheadError):
		pairings.check_contact(BEGINS + timedelta(1), 5, BEGINS)


@given(st.none() | DAYS, st.integers(1, 31), DAYS)
def test_missed_visits_grow_with_the_days(last, visits, today):
	due = pairings.next_due(last, BEGINS, visits)
	found = pairings.missed(last, BEGINS, visits, today)
	assert (found > 0) == (today > due)
	assert pairings.missed(last, BEGINS, visits, today + timedelta(1)) >= found
	later = pairings.missed(last, BEGINS, visits, due + timedelta(1 + pairings.days_between(visits)))
	assert later == 2 or pairings.days_between(visits) < 1


@pytest.mark.parametrize(
	"missed, told",
	[(0, Reminder.NOBODY), (1, Reminder.PAIR), (2, Reminder.COORDINATOR), (9, Reminder.COORDINATOR)],
)
def test_the_pair_is_told_first_and_then_the_coordinator(missed, told):
	assert pairings.reminded(missed) is told
