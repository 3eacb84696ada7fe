"""The rules of signing up: places and waiting list under any order of requests, offers, lateness."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_projects.domain.sign_up import (
	EXPECTED,
	GONE,
	HOLDS_PLACE,
	STEPS,
	Places,
	Status,
	Waiting,
	answer_until,
	check_step,
	is_late_cancel,
	next_in_line,
)

NOON = datetime(2026, 3, 5, 12)
STATES = [status.value for status in Status]


def test_every_state_has_its_steps_and_leads_to_states():
	assert set(STEPS) == set(STATES)
	assert all(target in STATES for targets in STEPS.values() for target in targets)


@given(st.sampled_from(STATES), st.sampled_from(STATES))
def test_a_step_is_taken_or_refused_by_name(source, target):
	if target in STEPS[source]:
		check_step("李秀兰", source, target, "雨天取消")
	else:
		with pytest.raises(errors.StepError, match="李秀兰"):
			check_step("李秀兰", source, target, "雨天取消")


@pytest.mark.parametrize("target", ["Declined", "Removed", "Excused"])
def test_what_somebody_else_decides_wants_a_reason(target):
	with pytest.raises(errors.StepReasonError):
		check_step("李秀兰", "Confirmed", target, "  ")


def test_nobody_is_gone_and_expected_at_once():
	assert not GONE & (EXPECTED | HOLDS_PLACE)


class Shift:
	"""A model of the shift: everybody by the number of the request."""

	def __init__(self, capacity: int) -> None:
		self.places = Places(capacity)
		self.people: dict[int, str] = {}

	def come(self) -> None:
		status = self.places.status_of_next()
		self.places.move("", status)
		self.people[self.places.number()] = status

	def step(self, pick: int, target: str) -> None:
		numbers = [n for n, status in self.people.items() if target in STEPS[status] and status in EXPECTED]
		if numbers:
			number = numbers[pick % len(numbers)]
			if target in HOLDS_PLACE and self.people[number] not in HOLDS_PLACE and not self.places.free:
				return
			self.places.move(self.people[number], target)
			self.people[number] = target
		self.offer()

	def offer(self) -> None:
		queue = [Waiting(str(n), n) for n, status in self.people.items() if status == "Waiting"]
		for one in next_in_line(queue, min(self.places.free, self.places.waiting), {}):
			self.places.move("Waiting", "Offered")
			self.people[one.number] = "Offered"


ACTIONS = st.lists(
	st.one_of(
		st.just(("come",)),
		st.tuples(st.sampled_from(["Withdrawn", "Declined", "Confirmed", "Removed"]), st.integers(0, 50)),
	),
	max_size=60,
)


@given(st.integers(0, 6), ACTIONS)
def test_no_place_is_given_twice_and_nobody_is_overtaken(capacity, actions):
	shift = Shift(capacity)
	for action in actions:
		if action == ("come",):
			shift.come()
		else:
			shift.step(action[1], action[0])
		statuses = list(shift.people.values())
		assert shift.places.taken == sum(status in HOLDS_PLACE for status in statuses)
		assert shift.places.waiting == statuses.count("Waiting")
		assert not capacity or shift.places.taken <= capacity
		if capacity and "Waiting" in statuses:
			assert shift.places.taken == capacity, "somebody waits while a place is free"
		offered = [n for n, status in shift.people.items() if status == "Offered"]
		waiting = [n for n, status in shift.people.items() if status == "Waiting"]
		assert not waiting or all(number < min(waiting) for number in offered)


def test_who_comes_late_does_not_pass_those_who_wait_for_a_place_that_nobody_offers():
	places = Places(capacity=3, taken=2, waiting=1)
	assert places.status_of_next(line_moves=False) == "Waiting"
	assert places.status_of_next() == "Signed Up"
	assert places.status_of_next(must_wait=True) == "Waiting"


@given(
	st.lists(st.tuples(st.sampled_from(["", "引导员", "急救员"]), st.booleans()), max_size=12),
	st.integers(0, 12),
	st.integers(0, 3),
)
def test_a_full_post_and_the_leader_s_decision_are_passed_over(people, count, places):
	queue = [Waiting(str(n), n, post, leader) for n, (post, leader) in enumerate(people)]
	chosen = next_in_line(reversed(queue), count, {"引导员": places})
	assert len(chosen) <= count and sum(one.post == "引导员" for one in chosen) <= places
	assert not any(one.needs_leader for one in chosen)
	assert [one.number for one in chosen] == sorted(one.number for one in chosen)
	left_out = [one for one in queue if one not in chosen and not one.needs_leader]
	if len(chosen) < count:
		assert all(one.post == "引导员" for one in left_out)


@given(st.integers(0, 30 * 24 * 60), st.integers(1, 72), st.integers(0, 24))
def test_an_offer_is_held_for_half_of_the_time_that_is_left_at_most(minutes, hours, fewest):
	starts_on = NOON + timedelta(minutes=minutes)
	until = answer_until(NOON, starts_on, hours, fewest)
	if minutes < fewest * 60:
		assert until is None
	else:
		assert NOON <= until <= starts_on
		assert until - NOON <= min(timedelta(hours=hours), timedelta(minutes=minutes) / 2)


@pytest.mark.parametrize(("hours", "is_late"), [(25, False), (24, False), (23, True), (0, True)])
def test_withdrawing_is_late_from_the_hours_on(hours, is_late):
	assert is_late_cancel(NOON, NOON + timedelta(hours=hours), 24) is is_late
