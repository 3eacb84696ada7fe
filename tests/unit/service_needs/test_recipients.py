"""Consent, guardians, who is served by two, who is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.service_needs.domain import errors, recipients
from volunteer_services.service_needs.domain.recipients import Consent, Source

TODAY = date(2026, 11, 28)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
GIVEN = Consent(True, date(2026, 1, 1), "Paper Form")


@given(DAYS, DAYS, DAYS)
def test_a_consent_holds_from_its_day_until_its_last(begins, until, day):
	held = Consent(True, begins, "Paper Form", until).holds_on(day)
	assert held == (begins <= day <= until)


@pytest.mark.parametrize(
	"consent",
	[
		Consent(False, date(2026, 1, 1), "Paper Form"),
		Consent(True, None, "Paper Form"),
		Consent(True, date(2026, 1, 1), ""),
		Consent(True, TODAY + timedelta(1), "Paper Form"),
		Consent(True, date(2026, 1, 1), "Paper Form", TODAY - timedelta(1)),
	],
)
def test_what_is_no_consent_keeps_no_file(consent):
	with pytest.raises(errors.RecipientConsentError, match="陈婆婆"):
		recipients.check_consent("陈婆婆", consent, TODAY)


def test_a_consent_keeps_the_file():
	recipients.check_consent("陈婆婆", GIVEN, TODAY)
	assert GIVEN.holds_on(TODAY)


@pytest.mark.parametrize("born, refused", [(2020, True), (2013, True), (2011, False), (1950, False)])
def test_a_child_needs_the_guardian(born, refused):
	if not refused:
		recipients.check_guardian("小明", born, "", TODAY)
		return
	recipients.check_guardian("小明", born, "陈母", TODAY)
	with pytest.raises(errors.GuardianConsentError):
		recipients.check_guardian("小明", born, "  ", TODAY)


def test_health_needs_a_consent_of_its_own():
	recipients.check_health("", is_agreed=False)
	recipients.check_health("高血压", is_agreed=True)
	with pytest.raises(errors.HealthConsentError):
		recipients.check_health("高血压", is_agreed=False)


@pytest.mark.parametrize(
	"year, refused", [(1899, True), (1900, False), (2026, False), (2027, True), (None, False)]
)
def test_nobody_is_born_in_the_future(year, refused):
	if refused:
		with pytest.raises(errors.BirthYearError):
			recipients.check_birth_year(year, TODAY)
	else:
		recipients.check_birth_year(year, TODAY)


@given(DAYS, DAYS)
def test_a_standing_ends_after_it_begins(begins, until):
	source = Source("低保", begins, until)
	if until < begins:
		with pytest.raises(errors.SourceDatesError):
			recipients.check_source(1, source)
	else:
		recipients.check_source(1, source)
		assert source.holds_on(begins) and source.holds_on(until)


@given(st.integers(1900, 2026))
def test_of_a_birth_year_the_younger_age_counts(born):
	assert recipients.age_in(born, TODAY) in (2026 - born, max(0, 2026 - born - 1))
	assert recipients.is_minor(born, frozenset(), TODAY) == (recipients.age_in(born, TODAY) < 18)


def test_two_go_to_minors_and_to_who_depends_on_others():
	assert recipients.is_minor(None, frozenset({"Left-behind Children"}), TODAY)
	assert not recipients.is_minor(None, frozenset({"Elderly Living Alone"}), TODAY)
	assert recipients.needs_two("Dependent", minor=False) and recipients.needs_two("", minor=True)
	assert not recipients.needs_two("Partly Dependent", minor=False)


@given(st.integers(-3, 90), st.sampled_from([one.value for one in recipients.Living] + [""]))
def test_who_is_due(visit_every, living):
	days = recipients.due_after(visit_every, living)
	assert days > 0
	if visit_every > 0:
		assert days == visit_every
	else:
		assert days == (7 if living in ("Lives Alone", "Children Live Elsewhere") else 30)
	assert recipients.due_on(None, TODAY, days) == TODAY + timedelta(days)


@given(st.text(max_size=12))
def test_a_masked_name_shows_one_character(name):
	shown = recipients.masked(name)
	assert shown.strip("*") in ("", name.strip()[:1])
	assert bool(shown) == bool(name.strip())


def test_every_group_has_a_code_of_the_exchange():
	assert len(recipients.NATIONAL_CODES) == 15
	assert all(len(code) == 2 and code.isdigit() for code in recipients.NATIONAL_CODES.values())
	assert recipients.CHILDREN <= recipients.NATIONAL_CODES.keys()
