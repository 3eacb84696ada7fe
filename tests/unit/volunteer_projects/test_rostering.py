"""Filling shifts evenly: never beyond the need, never twice at a time, never somebody who did not say yes."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_projects.domain.day_load import Booked, Limits, fits, overlapping
from volunteer_services.volunteer_projects.domain.rostering import (
	MOST_AT_ONCE,
	NO_LIMITS,
	Pick,
	Slot,
	Willing,
	check_count,
	fill_evenly,
	order,
	still_needed,
)

NINE = datetime(2026, 3, 5, 9)
keys = st.integers(0, 5).map("S{}".format)
people = st.integers(0, 7).map("V{}".format)


def booked(start: int, end: int, activity: str = "A") -> Booked:
	"""Somebody's shift from one hour after nine to another."""
	return Booked(activity, activity, NINE + timedelta(hours=start), NINE + timedelta(hours=end))


spans = st.builds(
	lambda start, length, activity: booked(start, start + length, activity),
	st.integers(0, 9),
	st.integers(1, 4),
	st.sampled_from("AB"),
)
slots = st.lists(st.builds(Slot, keys, spans, st.integers(0, 4)), unique_by=lambda slot: slot.key, max_size=6)
willing = st.lists(
	st.builds(Willing, keys, people, st.integers(0, 20).map(lambda n: NINE - timedelta(hours=n))),
	unique_by=lambda one: (one.slot, one.volunteer),
	max_size=40,
)
counts = st.dictionaries(people, st.integers(0, 3))
taken = st.dictionaries(people, st.lists(spans, max_size=2))


limits = st.builds(Limits, st.sampled_from([0, 30, 90]), st.integers(0, 8))


def clashes(mine, span, limits=NO_LIMITS) -> bool:
	return not fits(span, list(mine), limits)


@given(slots, willing, counts, taken, limits)
def test_nobody_beyond_the_need_twice_at_a_time_or_without_a_yes(slots, willing, counts, taken, limits):
	by_key = {slot.key: slot for slot in slots}
	could = {(one.slot, one.volunteer) for one in willing}
	mine = {volunteer: list(spans) for volunteer, spans in taken.items()}
	picks = fill_evenly(slots, willing, counts, taken, limits)
	assert len(set(picks)) == len(picks)
	for pick in picks:
		assert (pick.slot, pick.volunteer) in could
		span = by_key[pick.slot].shift
		assert not overlapping(span, mine.get(pick.volunteer, ()))
		assert not clashes(mine.get(pick.volunteer, ()), span, limits)
		mine.setdefault(pick.volunteer, []).append(span)
	for slot in slots:
		assert sum(pick.slot == slot.key for pick in picks) <= slot.left


@given(slots, willing, counts, taken, limits)
def test_a_place_stays_empty_only_where_nobody_is_free(slots, willing, counts, taken, limits):
	mine = {volunteer: list(spans) for volunteer, spans in taken.items()}
	picks = fill_evenly(slots, willing, counts, taken, limits)
	by_key = {slot.key: slot for slot in slots}
	for pick in picks:
		mine.setdefault(pick.volunteer, []).append(by_key[pick.slot].shift)
	for slot in slots:
		if sum(pick.slot == slot.key for pick in picks) < slot.left:
			for one in willing:
				if one.slot == slot.key and Pick(slot.key, one.volunteer) not in picks:
					assert clashes(mine.get(one.volunteer, ()), slot.shift, limits)


@given(slots, willing, counts, taken, limits)
def test_nobody_is_passed_over_by_more_shifts_or_a_later_answer(slots, willing, counts, taken, limits):
	by_key = {slot.key: slot for slot in slots}
	said = {(one.slot, one.volunteer): one for one in willing}
	mine = {volunteer: list(spans) for volunteer, spans in taken.items()}
	count, there = dict(counts), set()
	for pick in fill_evenly(slots, willing, counts, taken, limits):
		span, chosen = by_key[pick.slot].shift, said[pick.slot, pick.volunteer]
		for (slot, volunteer), one in said.items():
			if (
				slot == pick.slot
				and (slot, volunteer) not in there
				and not clashes(mine.get(volunteer, ()), span, limits)
			):
				assert order(chosen, count) <= order(one, count)
		there.add((pick.slot, pick.volunteer))
		count[pick.volunteer] = count.get(pick.volunteer, 0) + 1
		mine.setdefault(pick.volunteer, []).append(span)


@given(slots, willing, counts, taken, limits, st.randoms())
def test_the_order_in_which_it_is_asked_changes_nothing(slots, willing, counts, taken, limits, random):
	found = fill_evenly(slots, willing, counts, taken, limits)
	random.shuffle(slots)
	random.shuffle(willing)
	assert fill_evenly(slots, willing, counts, taken, limits) == found


def test_two_shifts_at_different_times_go_to_two_people():
	morning, noon = booked(0, 2), booked(2, 4)
	willing = [
		Willing(slot, who, NINE - timedelta(hours=hours))
		for slot in ("上午", "中午")
		for who, hours in (("先答", 9), ("后答", 1))
	]
	assert fill_evenly([Slot("上午", morning, 1), Slot("中午", noon, 1)], willing, {}, {}) == [
		Pick("上午", "先答"),
		Pick("中午", "后答"),
	]


def test_a_third_shift_would_make_the_day_too_long():
	day = [Slot(str(start), booked(start, start + 4), 1) for start in (0, 4, 8)]
	willing = [Willing(slot.key, "独自", NINE) for slot in day]
	assert len(fill_evenly(day, willing, {}, {}, Limits(30, 8))) == 2
	assert len(fill_evenly(day, willing, {}, {})) == 3


@pytest.mark.parametrize(
	("capacity", "minimum", "there", "needed"), [(5, 2, 1, 4), (0, 2, 1, 1), (0, 0, 3, 0), (5, 9, 7, 0)]
)
def test_what_a_shift_needs(capacity, minimum, there, needed):
	assert still_needed(capacity, minimum, there) == needed


def test_there_is_something_to_save_and_not_too_much():
	check_count(1)
	check_count(MOST_AT_ONCE)
	with pytest.raises(errors.NothingTickedError, match="Tick at least one"):
		check_count(0)
	with pytest.raises(errors.TooManyTicksError, match=f"at most {MOST_AT_ONCE}"):
		check_count(MOST_AT_ONCE + 1)
