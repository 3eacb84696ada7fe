"""The rules of complaints: steps, days, numbers."""

import secrets
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain.working_days import NATIONAL
from volunteer_services.service_records.domain import complaint, errors
from volunteer_services.service_records.domain.complaint import Status

STEPS = {
	("Received", Status.INVESTIGATING),
	("Received", Status.DECLINED),
	("Investigating", Status.ANSWERED),
	("Answered", Status.UNDER_REVIEW),
	("Answered", Status.CLOSED),
	("Under Review", Status.ANSWERED),
}


@pytest.mark.parametrize("status", [one.value for one in Status])
@pytest.mark.parametrize("following", list(Status))
def test_each_step_is_allowed_or_named(status, following):
	if (status, following) in STEPS:
		complaint.check_step(status, following)
	else:
		with pytest.raises(errors.ComplaintStepError) as refused:
			complaint.check_step(status, following)
		assert status in str(refused.value) and following.value in str(refused.value)


def test_who_waits_for_whom_is_one_of_three():
	ways_on = {status for status, _following in STEPS}
	assert ways_on == complaint.OPEN | {"Answered"}
	assert {one.value for one in Status} - ways_on == complaint.ENDED


@pytest.mark.parametrize("text", ["", " " * 40, "时长不对", "a b c d e f g h i"])
def test_a_word_or_two_is_no_complaint(text):
	with pytest.raises(errors.ComplaintTextError, match="10"):
		complaint.check_text(text)


def test_what_was_said_stays_and_has_an_end():
	assert complaint.check_text("  那天没有这么多人参加活动。\n ") == "那天没有这么多人参加活动。"
	assert len(complaint.check_text("长" * 5000)) == complaint.MOST_CHARACTERS


@pytest.mark.parametrize(
	"answer",
	[("", "查了", "答了"), ("Found True", " ", "答了"), ("Found True", "查了", "\n"), ("真", "查", "答")],
)
def test_an_answer_has_three_parts(answer):
	with pytest.raises(errors.ComplaintAnswerError):
		complaint.check_answer(*answer)
	complaint.check_answer("Found Untrue", "查了", "答了")


@given(st.binary(min_size=8, max_size=16))
def test_a_number_survives_paper(random_bytes):
	number = complaint.make_number(random_bytes)
	slips = number.lower().replace("-", " ").replace("0", "o").replace("1", "l")
	assert complaint.normalise_number(slips) == complaint.normalise_number(number[3:]) == number


@pytest.mark.parametrize("text", ["", "TS-", "AP-0000-0000-000", "TS-UUUU-0000-0000", "张三", "TS-1' or 1=1"])
def test_what_is_no_number_is_empty(text):
	assert complaint.normalise_number(text) == ""


def test_a_number_of_another_kind_is_none_of_a_complaint():
	number = complaint.make_number(secrets.token_bytes(8))
	assert complaint.normalise_number("AP" + number[2:]) == ""


@given(st.dates(date(2025, 1, 1), date(2026, 12, 1)), st.integers(0, 40))
def test_the_days_are_working_days(day, days):
	last = complaint.answer_by(day, days)
	assert NATIONAL.is_workday(last) or not days
	worked = sum(NATIONAL.is_workday(day + timedelta(days=n)) for n in range(1, (last - day).days + 1))
	assert worked == (days or complaint.ANSWER_DAYS)
	assert complaint.acknowledge_by(day) == complaint.answer_by(day, complaint.ACKNOWLEDGE_DAYS)


def test_a_review_comes_once_and_in_time():
	day = date(2026, 3, 2)
	last = day + timedelta(days=complaint.REVIEW_DAYS)
	complaint.check_review(day, last, was_reviewed=False)
	for late, again in ((1, False), (0, True)):
		with pytest.raises(errors.ReviewTooLateError):
			complaint.check_review(
				day, day + timedelta(days=complaint.REVIEW_DAYS + late), was_reviewed=again
			)
