"""How far a phone is from the activity, and whether that is near enough."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain import place
from volunteer_services.volunteer_projects.domain.errors import (
	AccuracyError,
	NoPointError,
	RadiusError,
	TooFarError,
)

PARK = place.Point(22.5167, 113.3928)
NORTH_OF_IT = place.Point(22.5185, 113.3928)  # a minute of latitude is a sea mile: 0.0018° are 200 m
latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)


def test_metres_north_of_a_park():
	assert place.distance_m(PARK, NORTH_OF_IT) == 199
	assert place.check_in_distance(NORTH_OF_IT, PARK, 200, 20) == 199


def test_too_far_says_how_far_and_how_near():
	with pytest.raises(TooFarError) as refused:
		place.check_in_distance(NORTH_OF_IT, PARK, 100, 20)
	assert refused.value.args == (199, 100)


@pytest.mark.parametrize("accuracy", [201, 5000, -1, math.nan, math.inf])
def test_a_phone_that_does_not_know_its_place_says_nothing(accuracy):
	with pytest.raises(AccuracyError):
		place.known_distance(PARK, PARK, accuracy)


@pytest.mark.parametrize("degrees", [(0, 0), (91, 0), (-91, 0), (0, 181), (math.nan, 1), (1, math.inf)])
def test_what_is_no_place(degrees):
	with pytest.raises(NoPointError):
		place.Point(*degrees)


@pytest.mark.parametrize(
	"radius, is_good", [(49, False), (50, True), (2000, True), (2001, False), (0, False)]
)
def test_radius(radius, is_good):
	if is_good:
		assert place.check_radius(radius) is None
	else:
		with pytest.raises(RadiusError):
			place.check_radius(radius)


@given(latitudes, longitudes, latitudes, longitudes)
def test_a_distance_is_the_same_both_ways_and_never_more_than_half_the_earth(a, b, c, d):
	assume((a, b) != (0, 0) and (c, d) != (0, 0))
	one, other = place.Point(a, b), place.Point(c, d)
	there = place.distance_m(one, other)
	assert 0 <= there <= 20_004_000 and there == place.distance_m(other, one)


@given(latitudes, longitudes, st.integers(50, 2000), st.floats(0, 200))
def test_whoever_is_let_in_is_within_the_radius(latitude, longitude, radius, accuracy):
	assume((latitude, longitude) != (0, 0))
	phone = place.Point(latitude, longitude)
	try:
		found = place.check_in_distance(phone, PARK, radius, accuracy)
	except TooFarError:
		assert place.distance_m(phone, PARK) > radius
	else:
		assert found <= radius
