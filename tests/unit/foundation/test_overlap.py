from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain import errors
from volunteer_services.foundation.domain.overlap import (
	Interval,
	check_no_overlap,
	first_overlap,
	overlapping_pairs,
)

DAY = datetime(2026, 3, 5)


def at(key, start, end):
	return Interval(key, DAY + timedelta(minutes=start), DAY + timedelta(minutes=end))


intervals = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=25).map(
	lambda pairs: [at(n, start, end) for n, (start, end) in enumerate(pairs)]
)


def served(interval):
	minutes = int((interval.ends_on - interval.starts_on).total_seconds() // 60)
	first = int((interval.starts_on - DAY).total_seconds() // 60)
	return set(range(first, first + minutes))


@given(intervals)
def test_the_sweep_finds_what_comparing_all_minutes_finds(items):
	expected = {
		frozenset((a.key, b.key))
		for n, a in enumerate(items)
		for b in items[n + 1 :]
		if served(a) & served(b)
	}
	found = [frozenset((a.key, b.key)) for a, b in overlapping_pairs(items)]
	assert set(found) == expected
	assert len(found) == len(expected)


@given(intervals, st.integers(0, 60), st.integers(0, 60))
def test_the_first_overlap_is_the_earliest_of_all(items, start, end):
	new = at("new", start, end)
	hits = [other for other in items if served(new) & served(other)]
	found = first_overlap(new, items)
	if not hits:
		assert found is None
	else:
		assert found in hits
		assert found.starts_on == min(hit.starts_on for hit in hits)


def test_ends_that_touch_do_not_overlap():
	assert first_overlap(at("b", 60, 120), [at("a", 0, 60), at("c", 120, 180)]) is None
	assert first_overlap(at("b", 59, 120), [at("a", 0, 60)]).key == "a"


def test_a_record_does_not_overlap_with_itself_when_saved_again():
	assert first_overlap(at("a", 0, 60), [at("a", 0, 90)]) is None


def test_records_without_times_overlap_nothing():
	bare = Interval("bare", None, None)
	half = Interval("half", DAY, None)
	assert first_overlap(bare, [at("a", 0, 60)]) is None
	assert first_overlap(at("a", 0, 60), [bare, half]) is None
	assert list(overlapping_pairs([bare, half, at("a", 0, 60)])) == []


def test_the_message_names_the_other_record_and_both_times():
	with pytest.raises(errors.OverlapError) as caught:
		check_no_overlap(at("new", 30, 90), [at("VSL-2", 60, 70), at("VSL-1", 0, 60)])
	text = str(caught.value)
	for part in ("2026-03-05 00:30", "VSL-1", "2026-03-05 01:00"):
		assert part in text
	check_no_overlap(at("new", 30, 90), [at("VSL-3", 90, 100)])


def test_many_records_are_swept_fast():
	items = [at(n, n, n + 1) for n in range(50_000)]
	assert list(overlapping_pairs(items)) == []
