"""What a need must say, its clocks, its ends and its rating."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain.working_days import NATIONAL
from volunteer_services.service_needs.domain import errors, needs
from volunteer_services.service_needs.domain.needs import Asked, State

NOW = datetime(2026, 11, 27, 16, 30)  # a Friday
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 30))


def test_a_need_says_what_is_needed_and_of_whom():
	Asked("送餐上门").check()
	Asked("修理楼道灯", has_recipient=False, is_of_community=True).check()
	with pytest.raises(errors.NeedContentError, match="4"):
		Asked("送 餐").check()
	with pytest.raises(errors.NoRecipientError):
		Asked("送餐上门", has_recipient=False).check()


@given(MOMENTS, MOMENTS)
def test_a_wanted_time_ends_after_it_begins(begins, ends):
	asked = Asked("送餐上门", wanted_from=begins, wanted_to=ends)
	if ends > begins:
		asked.check()
	else:
		with pytest.raises(errors.NeedTimesError):
			asked.check()


@given(st.integers(-5, 4000))
def test_the_number_of_people(people):
	asked = Asked("送餐上门", people=people)
	if 1 <= people <= 3000:
		asked.check()
	else:
		with pytest.raises(errors.HeadcountError):
			asked.check()


def test_no_volunteer_is_sent_to_an_emergency():
	needs.check_dispatch("Pressing")
	with pytest.raises(errors.EmergencyError, match="110、119、120"):
		needs.check_dispatch("Emergency")


@pytest.mark.parametrize("by, way, at", [("", "Phone", NOW), ("a@b.cn", " ", NOW), ("a@b.cn", "Phone", None)])
def test_it_is_known_who_checked_it(by, way, at):
	with pytest.raises(errors.VerifierError):
		needs.check_verified(by, way, at)
	needs.check_verified("a@b.cn", "Phone", NOW)


@pytest.mark.parametrize("target, codes", [("Declined", needs.Declined), ("Unmet", needs.Unmet)])
def test_an_end_without_service_says_why_and_answers(target, codes):
	for one in codes:
		needs.check_end(target, one.value, "已联系居委会协助。")
		with pytest.raises(errors.UnansweredNeedError):
			needs.check_end(target, one.value, " ")
	with pytest.raises(errors.ReasonCodeError, match=next(iter(codes)).value):
		needs.check_end(target, "", "已联系居委会协助。")
	needs.check_end("Done", "", "")


def test_an_unmet_need_has_no_reason_of_the_others():
	with pytest.raises(errors.ReasonCodeError):
		needs.check_end("Unmet", needs.Declined.COMMERCIAL.value, "说明")


@pytest.mark.parametrize(
	"people, by_two, guardian, refused",
	[(1, True, False, True), (2, True, False, False), (1, True, True, False), (1, False, False, False)],
)
def test_nobody_is_alone_with_who_needs_two(people, by_two, guardian, refused):
	if refused:
		with pytest.raises(errors.TwoVolunteersError):
			needs.check_people("小明", people, by_two, guardian)
	else:
		needs.check_people("小明", people, by_two, guardian)


@given(st.integers(-2, 8))
def test_the_served_side_gives_one_to_five_stars(stars):
	if not 1 <= stars <= 5:
		with pytest.raises(errors.NeedRatingError):
			needs.check_rating(stars, "clerk@b.cn", frozenset())
		return
	needs.check_rating(stars, "clerk@b.cn", frozenset({"who@served.cn"}))
	with pytest.raises(errors.OwnRatingError):
		needs.check_rating(stars, "who@served.cn", frozenset({"who@served.cn"}))


@given(MOMENTS, st.integers(0, 10))
def test_an_answer_is_due_after_working_days(received, days):
	due = needs.answer_by(received, "Usual", days)
	assert due > received and due.date() > received.date()
	assert NATIONAL.is_workday(due.date())
	assert needs.answer_by(received, "Pressing", days) == received + timedelta(hours=24)
	assert needs.answer_by(received, "Emergency", days) == received


def test_three_working_days_over_a_weekend():
	assert needs.answer_by(NOW, "Usual", 0) == datetime(2026, 12, 2, 23, 59, 59)


def test_a_dispatch_is_taken_within_a_day_an_urgent_one_within_six_hours():
	assert needs.accept_by(NOW, "Usual") - NOW == timedelta(hours=24)
	assert needs.accept_by(NOW, "Pressing") - NOW == timedelta(hours=6)


@given(st.sampled_from(State), st.none() | MOMENTS, st.none() | MOMENTS)
def test_late_is_what_is_open_due_and_unanswered(state, due, answered):
	late = needs.is_late(state.value, due, answered, NOW)
	assert late == bool(due and not answered and due < NOW and state not in needs.ENDED)


def test_the_states_are_open_or_ended_and_one_team_holds_it():
	assert needs.OPEN | needs.ENDED == set(State) and not needs.OPEN & needs.ENDED
	assert needs.HELD < needs.OPEN and needs.FREE < needs.OPEN and not needs.HELD & needs.FREE
