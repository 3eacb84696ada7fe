"""信用时长 and 荣誉时长: credited is only what was seen, and no class rises."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.service_records.domain import trust
from volunteer_services.service_records.domain.codes import LogSource
from volunteer_services.volunteer_projects.domain.check_in import (
	Event,
	Pair,
	Presence,
	TrustClass,
	Window,
	presence,
)

NINE = datetime(2026, 3, 7, 9)
CREDITED, HONORARY = TrustClass.CREDITED.value, TrustClass.HONORARY.value
minutes = st.integers(0, 240)


def seen(first: int = 0, last: int = 180, trust_class: str = CREDITED) -> Presence:
	pair = Pair(NINE + timedelta(minutes=first), NINE + timedelta(minutes=last), "Leader Scan")
	return Presence(pairs=[pair], trust_class=trust_class)


def of(first: int, last: int, *presences: Presence):
	return trust.of_presences(presences, NINE + timedelta(minutes=first), NINE + timedelta(minutes=last))


def test_no_more_than_was_seen_is_credited():
	assert of(0, 180, seen()) == of(10, 170, seen()) == ("Leader Scan", CREDITED)
	assert of(-1, 180, seen()) == of(0, 181, seen()) == ("Roll Call", HONORARY)


def test_who_was_never_checked_in_and_out_is_told_by_the_source():
	assert of(0, 180) is None and of(0, 180, Presence(open_since=NINE)) is None


def test_doubts_leave_a_presence_honorary():
	assert of(0, 180, seen(trust_class=HONORARY)) == ("Leader Scan", HONORARY)
	window = Window(NINE, NINE + timedelta(hours=3))
	events = [Event("In", NINE, "Leader Scan"), Event("Forced Out", NINE + timedelta(hours=3), "Manual")]
	assert of(0, 180, presence(events, window)) == ("Leader Scan", HONORARY)


@given(st.lists(st.tuples(minutes, minutes), max_size=3), minutes, minutes)
def test_a_credited_row_lies_within_one_credited_pair(spans, first, last):
	presences = [seen(*sorted(span)) for span in spans]
	first, last = sorted((first, last))
	found = of(first, last, *presences)
	inside = any(min(span) <= first and last <= max(span) for span in spans)
	assert (found or ("", ""))[1] == (CREDITED if inside else HONORARY if spans else "")


@pytest.mark.parametrize("source", [source.value for source in LogSource])
def test_what_no_check_in_stands_behind_is_honorary(source):
	assert trust.of_source(source)[1] == HONORARY


@given(st.sampled_from([CREDITED, HONORARY, "", None]), st.sampled_from([CREDITED, HONORARY, "", None]))
def test_the_lower_of_both(one, other):
	assert trust.lower(one, other) == trust.lower(other, one)
	assert (trust.lower(one, other) == CREDITED) == (one == other == CREDITED)
