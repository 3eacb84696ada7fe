"""Terms, results of courses, policies, agreements, conditions and pasted lists."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_readiness.domain import (
	agreements,
	conditions,
	errors,
	insurance,
	roll,
	training,
	validity,
)
from volunteer_services.volunteer_readiness.domain.gates import Conditions

TODAY = date(2026, 5, 1)


@pytest.mark.parametrize(
	("first", "months", "last"),
	[
		(date(2026, 1, 31), 1, date(2026, 2, 27)),
		(date(2024, 2, 29), 12, date(2025, 2, 27)),
		(date(2026, 3, 1), 24, date(2028, 2, 29)),
		(date(2026, 3, 1), 0, None),
	],
)
def test_a_term_ends_the_day_before_its_anniversary(first, months, last):
	assert validity.last_day(first, months) == last


@pytest.mark.parametrize(
	("days", "status"), [(-1, "Expired"), (0, "Expiring"), (60, "Expiring"), (61, "Valid")]
)
def test_the_status_follows_from_the_days(days, status):
	assert validity.Term(TODAY + timedelta(days=days)).status(TODAY, 60) == status


def test_what_has_no_end_stays_valid_and_a_check_comes_first():
	assert validity.Term(None).status(TODAY, 60) == "Valid"
	assert (
		validity.Term(TODAY + timedelta(days=300), TODAY - timedelta(days=1)).status(TODAY, 60) == "Expired"
	)


@given(st.integers(0, 90))
def test_reminders_come_in_their_order_and_once(start):
	told, seen = None, []
	for left in range(start, -1, -1):
		if step := validity.reminder(left, told, (60, 30, 7)):
			told = step
			seen.append(step)
	assert seen == [
		step
		for step in (60, 30, 7)
		if step <= start or step == min((s for s in (60, 30, 7) if s >= start), default=0)
	]


@pytest.mark.parametrize(
	("text", "steps"), [("60, 30, 7", (60, 30, 7)), ("7、90", (90, 7)), ("", (60, 30, 7)), ("x", (60, 30, 7))]
)
def test_steps_are_read_from_the_settings(text, steps):
	assert validity.steps_of(text) == steps


def test_dates_of_a_qualification():
	with pytest.raises(errors.QualificationDatesError):
		validity.check_dates(TODAY, TODAY - timedelta(days=1), TODAY)
	with pytest.raises(errors.IssuedLaterError):
		validity.check_dates(TODAY + timedelta(days=1), None, TODAY)


@pytest.mark.parametrize(
	("minutes", "score", "result"),
	[(95, 90, "Failed"), (96, 60, "Passed"), (96, 59, "Failed"), (96, 0, "Pending"), (120, 100, "Passed")],
)
def test_a_pass_needs_attendance_and_score(minutes, score, result):
	assert training.CoursePolicy(80, 60).result(minutes, 120, score) == result


def test_nobody_attends_longer_than_the_session():
	with pytest.raises(errors.MinutesAttendedError):
		training.CoursePolicy().result(121, 120, 0)


@given(st.integers(0, 480), st.integers(1, 480), st.integers(0, 100))
def test_who_attended_too_little_never_passes(minutes, planned, percent):
	policy = training.CoursePolicy(percent)
	if minutes <= planned:
		assert (policy.result(minutes, planned, 100) == "Passed") == (minutes * 100 >= planned * percent)


def test_minutes_of_a_session():
	start = datetime(2026, 3, 1, 9)
	assert training.session_minutes(start, start + timedelta(hours=4), 3) == 180
	assert training.session_minutes(start, start + timedelta(hours=2), 3) == 120
	with pytest.raises(errors.SessionTimesError):
		training.session_minutes(start, start, 3)


def test_policies_and_covers():
	with pytest.raises(errors.PolicyDatesError):
		insurance.check_policy(TODAY, TODAY - timedelta(days=1), 0, 0, [True])
	with pytest.raises(errors.PolicyAgesError):
		insurance.check_policy(TODAY, TODAY, 60, 59, [True])
	with pytest.raises(errors.NothingCoveredError):
		insurance.check_policy(TODAY, TODAY, 0, 0, [False, False])
	with pytest.raises(errors.CoverOutsidePolicyError):
		insurance.check_cover((TODAY, TODAY + timedelta(days=1)), (TODAY, TODAY))
	with pytest.raises(errors.CoverDatesError):
		insurance.check_cover((TODAY, TODAY - timedelta(days=1)), (TODAY, TODAY))


@pytest.mark.parametrize(("offset", "status"), [(1, "Insured"), (0, "In Force"), (-2, "Lapsed")])
def test_a_confirmed_cover_follows_its_days(offset, status):
	start = TODAY + timedelta(days=offset)
	assert insurance.confirmed_status(start, start + timedelta(days=1), TODAY) == status


def test_the_insurer_is_told_within_the_hours():
	known = datetime(2026, 5, 1, 10)
	assert not insurance.is_told_late(known, known + timedelta(hours=48), known, 48)
	assert insurance.is_told_late(known, known + timedelta(hours=48, minutes=1), known, 48)
	assert insurance.is_told_late(known, None, known + timedelta(hours=49), 48)


def test_needed_papers_must_be_there():
	insurance.check_papers([("发票", True, True), ("其他", False, False)])
	with pytest.raises(errors.PapersMissingError, match="诊断"):
		insurance.check_papers([("发票", True, True), ("诊断", True, False)])


def test_the_six_cases_of_an_agreement():
	everything = agreements.Service(True, 30, True, True, True, True)
	assert agreements.cases(everything) == [
		"High Personal Risk",
		"A Month or Longer",
		"Large Public Event",
		"Outside the City",
		"Foreign Volunteer",
		"A Party Asks",
	]
	assert agreements.cases(agreements.Service(days=29)) == []


def test_who_signs():
	agreements.check_signing(TODAY, "张主任", 40, False)
	agreements.check_signing(TODAY, "张主任", 16, True)
	with pytest.raises(errors.NotSignedError):
		agreements.check_signing(TODAY, " ", 40, False)
	with pytest.raises(errors.GuardianSignatureError, match="16"):
		agreements.check_signing(TODAY, "张主任", 16, False)


def test_conditions_are_read_and_checked():
	assert conditions.read(
		{"min_age": 18, "skills": ["First Aid"], "is_risky": 1, "project": None}
	) == Conditions(min_age=18, skills=("First Aid",), is_risky=True)
	with pytest.raises(errors.UnknownConditionError, match="height"):
		conditions.read({"height": 180})


@pytest.mark.parametrize(
	"values",
	[{"min_age": -1}, {"min_age": "18"}, {"skills": "First Aid"}, {"insurance": ["Fire"]}, {"is_risky": 2}],
)
def test_a_condition_of_another_kind_is_refused(values):
	with pytest.raises(errors.ConditionValueError):
		conditions.read(values)


@pytest.mark.parametrize(
	("line", "who", "minutes", "score"),
	[
		("张三", "张三", None, None),
		("1. 张三 90", "张三", 90, None),
		("李四，１２０，８５", "李四", 120, 85),
		("V00000012\t60\t", "V00000012", 60, None),
		("王五 90分钟", "王五", 90, None),
		("欧阳 小明 45 70", "欧阳 小明", 45, 70),
	],
)
def test_lines_of_a_pasted_list(line, who, minutes, score):
	(found,) = roll.read(f"\n{line}\n\n")
	assert (found.who, found.minutes, found.score) == (who, minutes, score)


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text):
	assert all(line.who for line in roll.read(text))
