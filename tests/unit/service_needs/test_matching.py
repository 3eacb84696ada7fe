"""Suggestions: an order with its reasons, the same whoever asks."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.service_needs.domain import matching
from volunteer_services.service_needs.domain.matching import Candidate

TODAY = date(2026, 11, 28)
CANDIDATES = st.lists(
	st.builds(
		Candidate,
		team=st.text("ABCDEFG", min_size=3, max_size=5),
		distance=st.integers(0, 8),
		skills_missing=st.integers(0, 3),
		free_people=st.integers(0, 5),
		open_needs=st.integers(0, 4),
		last_asked_on=st.none() | st.dates(date(2024, 1, 1), TODAY),
	),
	max_size=12,
	unique_by=lambda one: one.team,
)
PATHS = st.lists(st.integers(1, 3), max_size=5).map(tuple)


@given(CANDIDATES, st.integers(1, 5), st.randoms())
def test_the_order_is_one_and_loses_nobody(candidates, people, chance):
	found = matching.ranked(candidates, people, TODAY)
	assert sorted(one.team for one in found) == sorted(one.team for one in candidates)
	shuffled = list(candidates)
	chance.shuffle(shuffled)
	assert matching.ranked(shuffled, people, TODAY) == found


@given(CANDIDATES, st.integers(1, 5))
def test_who_has_the_skills_and_is_near_comes_first(candidates, people):
	found = matching.ranked(candidates, people, TODAY)
	keys = [(one.skills_missing, one.distance) for one in found]
	assert keys == sorted(keys)


def test_among_equals_who_was_not_asked_for_longest():
	long_ago = Candidate("A", 1, last_asked_on=TODAY - timedelta(40))
	lately = Candidate("B", 1, last_asked_on=TODAY - timedelta(2))
	never = Candidate("C", 1)
	assert [one.team for one in matching.ranked([lately, long_ago, never], 1, TODAY)] == ["C", "A", "B"]
	assert never.days_since(TODAY) == 365


def test_enough_free_people_come_before_who_waits_longer():
	free = Candidate("A", 1, free_people=3, last_asked_on=TODAY)
	assert matching.ranked([Candidate("B", 1), free], 2, TODAY)[0] is free


@given(PATHS, PATHS, PATHS)
def test_the_distance_is_one_of_a_tree(one, other, third):
	assert matching.distance(one, other) == matching.distance(other, one)
	assert (matching.distance(one, other) == 0) == (one == other)
	assert matching.distance(one, third) <= matching.distance(one, other) + matching.distance(other, third)


@given(st.lists(st.integers(0, 30), max_size=25))
def test_each_path_is_its_parent_s_and_the_place_itself(above):
	"""A tree: each place hangs below one that stands before it, or is a root."""
	parents = {str(place): str(up) if up < place else None for place, up in enumerate(above)}
	paths = matching.paths(parents)
	for place, parent in parents.items():
		assert paths[place] == (*(paths[parent] if parent else ()), place)


def test_a_tree_with_a_fault_still_has_an_end():
	paths = matching.paths({"A": "B", "B": "A", "C": "gone", "D": "C"})
	assert paths["C"] == ("C",) and paths["D"] == ("C", "D") and set(paths["A"]) == {"A", "B"}
