"""The filters of the public list: an address is read without trust, and comes back as it was."""

from datetime import date, time
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.portal.domain.browsing import Centre, Filters, by_distance, read

KINDS = frozenset({"Assistance", "Culture"})
GUANGZHOU, LIWAN, TIANHE = (23.129, 113.264), (23.126, 113.244), (23.125, 113.361)

filters = st.builds(
	Filters,
	region=st.text(st.characters(codec="ascii", categories=("L", "N")), max_size=12),
	day=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
	part_of_day=st.sampled_from(["", "morning", "afternoon", "evening"]),
	category=st.sampled_from(["", *KINDS]),
	has_places=st.booleans(),
	page=st.integers(1, 500),
)


@given(filters)
def test_an_address_says_what_was_asked(asked):
	assert read(dict(parse_qsl(asked.query(asked.page))), KINDS) == asked


@given(
	st.dictionaries(
		st.sampled_from(["region", "day", "time", "kind", "places", "page", "lat", "lon"]), st.text()
	)
)
def test_whatever_is_typed_asks_for_something_or_nothing(asked):
	found = read(asked, KINDS)
	assert 1 <= found.page <= 500 and len(found.region) <= 140
	assert found.category in {"", *KINDS} and found.part_of_day in {"", "morning", "afternoon", "evening"}
	assert found.near is None or (abs(found.near[0]) <= 90 and abs(found.near[1]) <= 180)


def test_the_place_of_a_phone_stands_in_no_address():
	asked = read({"lat": "23.1", "lon": "113.3", "region": "440103"}, KINDS)
	assert asked.near == (23.1, 113.3) and asked.query() == "region=440103"


@pytest.mark.parametrize(
	"lat, lon", [("91", "0"), ("0", "181"), ("nan", "0"), ("inf", "1"), ("x", "1"), ("", "")]
)
def test_what_is_no_place_is_none(lat, lon):
	assert read({"lat": lat, "lon": lon}, KINDS).near is None


def test_the_evening_lasts_until_midnight():
	assert Filters(part_of_day="evening").hours() == (time(18), time.max)
	assert Filters(part_of_day="morning").hours() == (time(0), time(12)) and Filters().hours() is None


def test_regions_without_a_centre_take_that_of_the_one_above():
	tree = [
		Centre("city", 1, 10, GUANGZHOU),
		Centre("liwan", 2, 5, LIWAN),
		Centre("street", 3, 4, None),
		Centre("tianhe", 6, 7, TIANHE),
		Centre("other", 8, 9, None),
	]
	assert by_distance(LIWAN, tree) == ["liwan", "street", "city", "other", "tianhe"]
	assert by_distance(TIANHE, tree)[0] == "tianhe"
	assert by_distance(LIWAN, [Centre("x", 1, 2, None)]) == []


@given(st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
def test_every_region_that_has_a_place_is_named_once(near):
	tree = [Centre("a", 1, 6, GUANGZHOU), Centre("b", 2, 3, TIANHE), Centre("c", 4, 5, None)]
	assert sorted(by_distance(near, tree)) == ["a", "b", "c"]
