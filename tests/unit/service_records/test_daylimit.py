import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.service_records.domain import errors
from volunteer_services.service_records.domain.codes import ApprovalLevel
from volunteer_services.service_records.domain.daylimit import (
	DayLimits,
	effective_level,
	level_for_log,
	next_level,
	raised,
	required_level,
)

SITE, DISTRICT, CITY = ApprovalLevel
occupied_levels = st.sets(st.sampled_from(ApprovalLevel))


@pytest.mark.parametrize(
	("minutes", "level"),
	[(1, SITE), (480, SITE), (481, DISTRICT), (720, DISTRICT), (721, CITY), (1440, CITY)],
)
def test_eight_and_twelve_hours_still_belong_to_the_lower_level(minutes, level):
	assert required_level(minutes) is level


@given(st.integers(0, 1440), st.integers(0, 1440))
def test_more_minutes_never_need_a_lower_level(one, other):
	low, high = sorted((one, other))
	assert required_level(low) <= required_level(high)


def test_the_limits_are_settings_that_must_rise():
	assert required_level(300, DayLimits(240, 300)) is DISTRICT
	assert required_level(301, DayLimits(240, 300)) is CITY
	for direct, following in ((0, 720), (721, 720), (480, 1441), (-1, -1)):
		with pytest.raises(errors.DayLimitSettingError):
			DayLimits(direct, following)


def test_the_record_that_crosses_the_limit_escalates():
	assert level_for_log(240, [240]) == (480, SITE)
	assert level_for_log(1, [240, 240]) == (481, DISTRICT)
	assert level_for_log(60, []) == (60, SITE)
	assert level_for_log(60, [480, 200]) == (740, CITY)


@given(st.lists(st.integers(1, 200), min_size=1, max_size=7))
def test_the_level_of_a_day_does_not_depend_on_how_it_is_cut(parts):
	assert level_for_log(parts[-1], parts[:-1])[1] is required_level(sum(parts))


def test_a_day_has_24_hours():
	assert level_for_log(720, [720])[0] == 1440
	with pytest.raises(errors.DayLimitError, match="24:01"):
		level_for_log(721, [720])


def test_an_empty_level_passes_to_the_next_occupied_one_above():
	assert effective_level("Site", ["Site", "City"]) is SITE
	assert effective_level("Site", ["City"]) is CITY
	assert effective_level(DISTRICT, [SITE, CITY]) is CITY
	with pytest.raises(errors.NoApproverError):
		effective_level("District", ["Site"])
	with pytest.raises(errors.NoApproverError):
		effective_level("Site", [])


@given(st.sampled_from(ApprovalLevel), occupied_levels)
def test_the_chain_rises_and_ends_at_the_effective_level(required, occupied):
	try:
		last = effective_level(required, occupied)
	except errors.NoApproverError:
		assert not any(level >= required for level in occupied)
		return
	chain, current = [], None
	while (current := next_level(current, required, occupied)) is not None:
		chain.append(current)
		assert len(chain) <= 3
	assert chain == sorted(set(chain))
	assert chain[-1] is last
	assert set(chain) <= occupied


def test_the_chain_of_a_long_day():
	everybody = list(ApprovalLevel)
	assert next_level(None, "City", everybody) is SITE
	assert next_level("Site", "City", everybody) is DISTRICT
	assert next_level("District", "City", everybody) is CITY
	assert next_level("City", "City", everybody) is None
	assert next_level("Site", "Site", everybody) is None
	assert next_level("Site", "District", ["Site", "City"]) is CITY


@given(st.integers(1, 1440))
def test_a_make_up_entry_needs_one_level_more(minutes):
	ordinary, more = level_for_log(minutes, []), level_for_log(minutes, [], is_make_up=True)
	assert more == (ordinary[0], raised(ordinary[1]))
	assert more[1] > ordinary[1] or more[1] is CITY


def test_there_is_no_level_above_the_city():
	assert [raised(level) for level in ApprovalLevel] == [DISTRICT, CITY, CITY]
