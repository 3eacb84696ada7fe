"""A group finds all its places or none; what is kept and named never changes how many are taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_projects.domain.group import FEWEST, MOST, check_open, check_size
from volunteer_services.volunteer_projects.domain.sign_up import Places


@given(st.integers(-5, 300), st.integers(0, 300), st.integers(0, 3))
def test_all_find_a_place_or_none(count, free, waiting):
	if not FEWEST <= count <= MOST:
		with pytest.raises(errors.GroupSizeError):
			check_size(count, free, waiting)
	elif waiting or count > free:
		with pytest.raises(errors.GroupPlacesError, match=f"{count} people"):
			check_size(count, free, waiting)
	else:
		check_size(count, free, waiting)


@given(st.integers(2, 50), st.data())
def test_naming_moves_a_kept_place_and_giving_back_frees_the_rest(count, data):
	places = Places(capacity=60, taken=5)
	places.keep(count)
	named = data.draw(st.integers(0, count))
	for _n in range(named):
		places.keep(-1)
		places.move("", "Offered")
		assert places.taken == 5 + count
	places.keep(named - count)
	assert places.taken == 5 + named


@pytest.mark.parametrize("status", ["Withdrawn", "Over"])
def test_nobody_is_named_in_a_group_that_is_over(status):
	with pytest.raises(errors.GroupOverError):
		check_open(status, 3)


def test_nobody_is_named_beyond_the_places():
	check_open("Booked", 1)
	with pytest.raises(errors.GroupFullError):
		check_open("Booked", 0)
