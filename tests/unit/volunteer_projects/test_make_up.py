"""Which activities are make-up entries 补录, who decides on their declaration, and what it covers."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain.working_days import WorkCalendar, is_late
from volunteer_services.volunteer_projects.domain import errors, make_up

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31))
ENDED = datetime(2026, 3, 6, 17)  # a Friday


@pytest.mark.parametrize(
	"entered, days, expected",
	[
		(datetime(2026, 3, 6, 16), 0, False),  # before its end
		(datetime(2026, 3, 6, 18), 0, True),
		(datetime(2026, 3, 6, 18), 1, False),
		(datetime(2026, 3, 9, 23), 1, False),  # the first working day after the Friday
		(datetime(2026, 3, 10, 0), 1, True),
		(datetime(2026, 3, 20, 23), 10, False),
		(datetime(2026, 3, 21, 0), 10, True),
		(datetime(2027, 3, 6), 36500, False),
	],
)
def test_days_are_working_days_after_the_end(entered, days, expected):
	assert make_up.is_make_up(entered, ENDED, days) == expected


@given(MOMENTS, MOMENTS, st.integers(1, 30))
def test_it_is_the_rule_of_the_recording_deadline(entered, ended, days):
	expected = entered > ended and is_late(ended, entered, days)
	assert make_up.is_make_up(entered, ended, days) == expected


@given(MOMENTS, MOMENTS, st.integers(0, 30), st.integers(0, 30))
def test_more_days_never_make_more_make_up_entries(entered, ended, days, more):
	if make_up.is_make_up(entered, ended, days + more):
		assert make_up.is_make_up(entered, ended, days)


@given(MOMENTS, MOMENTS, st.integers(0, 30), st.integers(0, 10**6))
def test_whoever_waits_longer_is_not_earlier(entered, ended, days, minutes):
	if make_up.is_make_up(entered, ended, days):
		assert make_up.is_make_up(entered + timedelta(minutes=minutes), ended, days)


def test_the_own_days_of_the_organisation_count():
	calendar = WorkCalendar(extra_holidays=frozenset({date(2026, 3, 9)}))
	assert not make_up.is_make_up(datetime(2026, 3, 10, 9), ENDED, 1, calendar)


@pytest.mark.parametrize(
	"held, expected",
	[
		([], "City"),
		(["Team"], "Site"),
		(["Site"], "District"),
		(["Team", "Site"], "District"),
		(["District"], "City"),
		(["City"], "City"),
	],
)
def test_one_level_above_decides(held, expected):
	assert make_up.approving_level(held) == expected


@given(st.sets(st.sampled_from(make_up.LEVELS)))
def test_the_deciding_level_is_above_all_that_one_holds(held):
	level = make_up.LEVELS.index(make_up.approving_level(held))
	assert all(make_up.LEVELS.index(one) < level or one == "City" for one in held)


ROWS = st.builds(
	lambda who, start, minutes, pause: make_up.Served(who, start, start + timedelta(minutes=minutes), pause),
	st.sampled_from(["VP-1", "VP-2", "VP-3"]),
	MOMENTS.map(lambda moment: moment.replace(second=0, microsecond=0)),
	st.integers(1, 600),
	st.integers(0, 60),
)


@given(st.lists(ROWS, max_size=5), st.lists(ROWS, max_size=5))
def test_a_declaration_covers_its_own_rows_and_no_other(declared, rows):
	text = "\n".join(row.line() for row in declared)
	assert make_up.undeclared(declared, text) == []
	assert set(make_up.undeclared(rows, text)) == set(rows) - set(declared)


@given(ROWS)
def test_minutes_are_what_is_left_without_the_break(row):
	assert 0 <= row.minutes <= (row.ends_on - row.starts_on).total_seconds() / 60


def test_what_a_declaration_needs():
	good = {
		"reason": "当天在社区广场服务,现场没有网络,事后补录。",
		"proof": "/private/files/sheet.pdf",
		"is_declared": True,
		"people": 3,
	}
	assert make_up.check_submission(**good) is None
	for changed, error in (
		({"reason": "忘了"}, errors.MakeUpReasonError),
		({"reason": " 忘 " * 12 + "\n"}, None),
		({"reason": "   " * 12}, errors.MakeUpReasonError),
		({"proof": ""}, errors.MakeUpProofError),
		({"proof": "/files/sheet.pdf"}, errors.MakeUpProofError),
		({"proof": "https://example.org/private/files/x"}, errors.MakeUpProofError),
		({"is_declared": False}, errors.NotDeclaredError),
		({"people": 0}, errors.NobodyListedError),
	):
		if error:
			with pytest.raises(error):
				make_up.check_submission(**{**good, **changed})
		else:
			assert make_up.check_submission(**{**good, **changed}) is None
