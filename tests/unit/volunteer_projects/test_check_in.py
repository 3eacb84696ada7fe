"""Pairs of check-in and check-out, forgotten check-outs, doubts and trust."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain.check_in import (
	MAX_PAIRS,
	Doubt,
	Event,
	Kind,
	Method,
	TrustClass,
	Window,
	forced_out,
	presence,
)

NINE = datetime(2026, 3, 5, 9)
MORNING = Window(NINE, NINE + timedelta(hours=3))


def at(hours: float) -> datetime:
	return datetime(2026, 3, 5) + timedelta(hours=hours)


def came(hours: float, method: str = "Leader Scan", **more) -> Event:
	return Event("In", at(hours), method, **more)


def left(hours: float, method: str = "Leader Scan", **more) -> Event:
	return Event("Out", at(hours), method, **more)


def test_in_and_out_by_the_leader_is_credited():
	found = presence([came(9), left(12)], MORNING)
	assert (found.minutes, found.doubts, found.trust_class) == (180, [], "Credited")


@pytest.mark.parametrize(
	("events", "minutes"),
	[
		([came(9.5), left(11)], 90),
		([came(8.9), left(12.2)], 180),
		([came(9), left(10), came(11), left(12)], 120),
		([came(9), came(9.2), left(11.8), left(12)], 180),
		([left(12), came(9)], 180),
		([came(9), came(9), left(12)], 180),
		([came(9)], 0),
		([], 0),
	],
)
def test_minutes_follow_from_the_pairs(events, minutes):
	assert presence(events, MORNING).minutes == minutes


def test_the_break_is_taken_from_whoever_stayed():
	day = Window(NINE, NINE + timedelta(hours=8), break_minutes=60)
	assert presence([came(9), left(17)], day).minutes == 420
	assert presence([came(9), left(12)], day).minutes == 180


@pytest.mark.parametrize(
	("events", "doubt"),
	[
		([left(12)], Doubt.NO_CHECK_IN),
		([came(9), Event("Forced Out", at(12), "Manual")], Doubt.NO_CHECK_OUT),
		([came(7), left(12)], Doubt.OUTSIDE_TIMES),
		([came(9, "Place", is_within=False), left(12)], Doubt.OUTSIDE_PLACE),
		([came(9, clock_skew=timedelta(minutes=11)), left(12)], Doubt.CLOCK),
		([came(9, received_at=at(34)), left(12)], Doubt.LATE_SYNC),
	],
)
def test_what_is_in_doubt_is_named_and_is_no_more_than_honorary(events, doubt):
	found = presence(events, MORNING)
	assert doubt.value in found.doubts and found.trust_class == "Honorary"


@pytest.mark.parametrize(
	("method", "is_within", "trust"),
	[
		("Leader Scan", None, "Credited"),
		("Roll Call", None, "Credited"),
		("Place", True, "Credited"),
		("Activity Code", None, "Honorary"),
		("Kiosk", None, "Honorary"),
		("Manual", None, "Honorary"),
		("Import", None, "Honorary"),
	],
)
def test_trust_needs_somebody_else_or_the_place(method, is_within, trust):
	events = [came(9, method, is_within=is_within), left(12, method, is_within=is_within)]
	assert presence(events, MORNING).trust_class == trust


def test_a_forgotten_check_out_ends_at_the_plan_and_not_before_the_grace():
	since = at(9)
	assert forced_out(since, MORNING, at(12.4)) is None
	event = forced_out(since, MORNING, at(12.5))
	assert (event.kind, event.happened_at) == ("Forced Out", at(12))
	found = presence([came(9), event], MORNING)
	assert found.minutes == 180 and found.doubts == ["Check-out Forgotten"]


def test_more_than_three_pairs_are_asked():
	events = [event for n in range(4) for event in (came(9 + n * 0.5), left(9.25 + n * 0.5))]
	found = presence(events, MORNING)
	assert found.minutes == 45 and Doubt.TOO_MANY_PAIRS.value in found.doubts


EVENTS = st.lists(
	st.builds(
		Event,
		kind=st.sampled_from([kind.value for kind in Kind]),
		happened_at=st.integers(0, 24 * 60).map(lambda minutes: at(minutes / 60)),
		method=st.sampled_from([method.value for method in Method]),
		is_within=st.sampled_from([None, True, False]),
	),
	max_size=10,
)


@given(EVENTS, st.integers(0, 90))
def test_never_more_than_the_plan_nor_than_somebody_was_there(events, pause):
	window = Window(NINE, NINE + timedelta(hours=3), break_minutes=pause)
	found = presence(events, window)
	assert 0 <= found.minutes <= window.minutes
	assert found.minutes <= sum((pair.ends_on - pair.starts_on).total_seconds() / 60 for pair in found.pairs)
	assert len(found.pairs) <= MAX_PAIRS
	for one, other in zip(found.pairs, found.pairs[1:], strict=False):
		assert one.ends_on <= other.starts_on, "an hour is counted twice"


@given(EVENTS, st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_and_arriving_twice_change_nothing(events, random):
	shuffled = [*events, *events]
	random.shuffle(shuffled)
	assert presence(shuffled, MORNING) == presence(events, MORNING)


@given(EVENTS)
def test_credited_minutes_are_attested_and_beyond_doubt(events):
	found = presence(events, MORNING)
	if found.trust_class == TrustClass.CREDITED.value:
		assert not found.doubts and found.pairs
		assert not any(event.kind == "Forced Out" for event in events)
	if found.minutes:
		kinds = {event.kind for event in events}
		assert "In" in kinds and kinds & {"Out", "Forced Out"}
