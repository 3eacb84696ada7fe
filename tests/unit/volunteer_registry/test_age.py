from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_registry.domain import errors
from volunteer_services.volunteer_registry.domain.age import (
	AgePolicy,
	age_band,
	age_on,
	check_registration,
	check_rescue,
	gate,
)
from volunteer_services.volunteer_registry.domain.codes import AgeBand

TODAY = date(2026, 6, 1)
STRICT = AgePolicy(allow_under_minimum=False)
births = st.dates(date(1920, 1, 1), date(2026, 6, 1))


def born(age, day=TODAY):
	return day.replace(year=day.year - age)


def register(age, guardian=True, child=True, policy=None):
	return check_registration(
		born(age), TODAY, has_guardian_consent=guardian, has_child_data_consent=child, policy=policy
	)


def test_one_grows_older_on_the_birthday():
	assert age_on(date(2012, 6, 2), TODAY) == 13
	assert age_on(date(2012, 6, 1), TODAY) == 14
	assert age_on(TODAY, TODAY) == 0


def test_born_on_the_29th_of_february():
	leap = date(2008, 2, 29)
	assert age_on(leap, date(2026, 2, 28)) == 17
	assert age_on(leap, date(2026, 3, 1)) == 18
	assert age_on(leap, date(2028, 2, 29)) == 20


@given(births, births)
def test_age_grows_by_one_at_most_from_day_to_day_and_never_falls(birth, day):
	if birth > day:
		with pytest.raises(errors.BornLaterError):
			age_on(birth, day)
		return
	today, tomorrow = age_on(birth, day), age_on(birth, day + timedelta(days=1))
	assert tomorrow - today in (0, 1)
	assert today * 365.25 - 2 < (day - birth).days < (today + 1) * 365.25 + 2


@pytest.mark.parametrize(
	("age", "band"),
	[
		*[(0, "Under 14"), (13, "Under 14"), (14, "14-17"), (17, "14-17"), (18, "18-34"), (34, "18-34")],
		*[(35, "35-59"), (59, "35-59"), (60, "60+"), (104, "60+")],
	],
)
def test_bands_have_no_gap(age, band):
	assert age_band(age) is AgeBand(band)


def test_what_each_age_asks_for():
	child, minor, adult = gate(born(13), TODAY), gate(born(17), TODAY), gate(born(18), TODAY)
	assert (child.requires_guardian, child.requires_child_data_consent, child.may_join_rescue) == (
		True,
		True,
		False,
	)
	assert (minor.requires_guardian, minor.requires_child_data_consent, minor.may_join_rescue) == (
		True,
		False,
		False,
	)
	assert (adult.requires_guardian, adult.requires_child_data_consent, adult.may_join_rescue) == (
		False,
		False,
		True,
	)


def test_registration_with_and_without_consent():
	assert register(18, guardian=False, child=False).age == 18
	assert register(17, child=False).age == 17
	assert register(13).age == 13
	with pytest.raises(errors.GuardianConsentError, match="is 17, under 18"):
		register(17, guardian=False)
	with pytest.raises(errors.GuardianConsentError):
		register(13, guardian=False)
	with pytest.raises(errors.ChildDataConsentError, match="is 13, under 14"):
		register(13, child=False)


def test_the_minimum_age_is_a_setting():
	with pytest.raises(errors.MinimumAgeError, match="at least 14 years old; this person is 13"):
		register(13, policy=STRICT)
	assert register(14, policy=STRICT).age == 14
	with pytest.raises(errors.MinimumAgeError):
		register(15, policy=AgePolicy(16, 18, False))
	with pytest.raises(errors.GuardianConsentError):
		register(19, guardian=False, policy=AgePolicy(14, 20))


def test_no_minor_in_rescue():
	check_rescue(born(18), TODAY)
	with pytest.raises(errors.MinorInRescueError, match="nobody under 18"):
		check_rescue(born(18) + timedelta(days=1), TODAY)
