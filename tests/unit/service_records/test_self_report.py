"""What volunteers report of their own service, and who can bear witness to it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain.overlap import Interval
from volunteer_services.service_records.domain import errors
from volunteer_services.service_records.domain import self_report as rules

NOW = datetime(2026, 3, 20, 12)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 4, 30))


def told(**values) -> rules.Told:
	starts_on = values.pop("starts_on", datetime(2026, 3, 18, 9))
	good = {
		"starts_on": starts_on,
		"ends_on": starts_on + timedelta(hours=2),
		"break_minutes": 0,
		"content": "陪伴独居老人",
		"location": "社区活动中心",
	}
	return rules.Told(**{**good, **values})


@pytest.mark.parametrize(
	"values, error",
	[
		({}, None),
		({"starts_on": datetime(2026, 3, 20, 10)}, None),
		({"starts_on": datetime(2026, 3, 20, 10, 1)}, errors.SelfReportAheadError),
		({"starts_on": datetime(2026, 2, 18, 0)}, None),
		({"starts_on": datetime(2026, 2, 17, 23)}, errors.SelfReportTooOldError),
		({"break_minutes": 119}, None),
		({"break_minutes": 120}, errors.SelfReportTimeError),
		({"break_minutes": -1}, errors.SelfReportTimeError),
		({"ends_on": datetime(2026, 3, 18, 9)}, errors.SelfReportTimeError),
		({"ends_on": datetime(2026, 3, 19, 9)}, None),
		({"ends_on": datetime(2026, 3, 19, 9, 1)}, errors.SelfReportTimeError),
		({"content": "陪伴"}, errors.SelfReportContentError),
		({"content": "陪 伴 老 "}, errors.SelfReportContentError),
		({"location": "  "}, errors.SelfReportContentError),
	],
)
def test_what_is_told(values, error):
	if error:
		with pytest.raises(error):
			rules.check_told(told(**values), NOW, 30)
	else:
		assert rules.check_told(told(**values), NOW, 30) is None


def test_an_organisation_may_take_none():
	with pytest.raises(errors.NoSelfReportsError):
		rules.check_told(told(), NOW, 0)


@given(MOMENTS, st.integers(1, 3000), st.integers(0, 3000), st.integers(1, 60))
def test_whatever_passes_is_over_recent_and_no_longer_than_a_day(starts_on, length, pause, days):
	one = told(starts_on=starts_on, ends_on=starts_on + timedelta(minutes=length), break_minutes=pause)
	try:
		rules.check_told(one, NOW, days)
	except errors.SelfReportError:
		return
	assert one.ends_on <= NOW
	assert (NOW.date() - one.starts_on.date()).days <= days
	assert 0 < one.minutes <= rules.MOST_MINUTES


@pytest.mark.parametrize(
	"kind, name, phone, error",
	[
		("Team Leader", "", "", None),
		("Another Volunteer", "李小梅", "1234", None),
		("Another Volunteer", "李小梅", "123", errors.WitnessMissingError),
		("Another Volunteer", " ", "1234", errors.WitnessMissingError),
		("Somebody Else", "陈婆婆", "1234", errors.WitnessMissingError),
		("Somebody Else", "陈婆婆", "020-8333000", None),
		("Another Volunteer", "王 小 明", "1234", errors.OwnWitnessError),
	],
)
def test_a_witness_can_be_found_or_asked_and_is_somebody_else(kind, name, phone, error):
	if error:
		with pytest.raises(error):
			rules.check_witness(kind, name, phone, "王小明")
	else:
		assert rules.check_witness(kind, name, phone, "王小明") is None


SPANS = st.builds(
	lambda key, start, minutes: Interval(key, start, start + timedelta(minutes=minutes)),
	st.uuids().map(str),
	MOMENTS,
	st.integers(1, 600),
)


@given(st.lists(SPANS, max_size=6), MOMENTS)
def test_nobody_serves_twice_at_once(others, starts_on):
	one = told(starts_on=starts_on)
	meets = any(other.starts_on < one.ends_on and one.starts_on < other.ends_on for other in others)
	if meets:
		with pytest.raises(errors.SelfReportOverlapError):
			rules.check_free(one, others, 3, 0)
	else:
		assert rules.check_free(one, others, 3, 0) is None


@given(st.integers(0, 10), st.integers(0, 10))
def test_so_many_wait_and_no_more(most, now_open):
	if most and now_open >= most:
		with pytest.raises(errors.TooManySelfReportsError):
			rules.check_free(told(), [], most, now_open)
	else:
		assert rules.check_free(told(), [], most, now_open) is None


def test_who_was_not_there_says_what_was_said():
	assert rules.check_confirmation(True, "") is None
	assert rules.check_confirmation(False, "电话核实,情况属实") is None
	with pytest.raises(errors.WitnessWordsError):
		rules.check_confirmation(False, "  ")
