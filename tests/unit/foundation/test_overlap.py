from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain.overlap import (
	Interval,
	first_overlap,
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
def test_two_overlap_when_they_share_a_minute(items):
	for n, one in enumerate(items):
		for other in items[n + 1 :]:
			shares = bool(served(one) & served(other))
			assert (first_overlap(one, [other]) is other) is shares
			assert (first_overlap(other, [one]) is one) is shares


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
