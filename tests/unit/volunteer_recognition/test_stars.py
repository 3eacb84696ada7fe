from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_recognition.domain import errors
from volunteer_services.volunteer_recognition.domain.stars import (
	Scheme,
	StarLevel,
	eligible_star,
	in_force,
	next_step,
	reached_star,
)


def scheme(*hours, require_previous=True):
	return Scheme(tuple(StarLevel(n, f"{n}★", h * 60, require_previous) for n, h in enumerate(hours, 1)))


GUANGDONG = scheme(100, 300, 600, 1000, 1500)
FREE = scheme(100, 300, 600, 1000, 1500, require_previous=False)
minutes = st.integers(0, 120_000)
held_stars = st.integers(0, 7)
schemes = st.lists(st.tuples(st.integers(1, 30_000), st.booleans()), min_size=1, max_size=7).map(
	lambda steps: Scheme(
		tuple(
			StarLevel(n, str(n), sum(step for step, _ in steps[:n]), flag)
			for n, (_, flag) in enumerate(steps, 1)
		)
	)
)


@pytest.mark.parametrize(
	("hours", "star"),
	[(0, 0), (99.99, 0), (100, 1), (299, 1), (300, 2), (600, 3), (1000, 4), (1500, 5), (9999, 5)],
)
def test_the_hours_of_each_star(hours, star):
	assert reached_star(int(hours * 60), GUANGDONG) == star
	assert eligible_star(int(hours * 60), FREE) == star


def stars_to_grant(total, any_scheme, held=0):
	"""Round after round until nothing is open any more."""
	granted = []
	while (star := eligible_star(total, any_scheme, held)) > held:
		granted.append(star)
		held = star
	return granted


def test_a_round_gives_one_star_where_the_lower_one_comes_first():
	assert eligible_star(600 * 60, GUANGDONG, held=0) == 1
	assert eligible_star(600 * 60, GUANGDONG, held=1) == 2
	assert eligible_star(600 * 60, GUANGDONG, held=3) == 3
	assert eligible_star(600 * 60, FREE, held=0) == 3
	assert stars_to_grant(600 * 60, GUANGDONG) == [1, 2, 3]
	assert stars_to_grant(600 * 60, FREE) == [3]


@given(minutes, minutes, schemes, held_stars)
def test_more_hours_never_mean_fewer_stars(one, other, any_scheme, held):
	low, high = sorted((one, other))
	assert reached_star(low, any_scheme) <= reached_star(high, any_scheme)
	assert eligible_star(low, any_scheme, held) <= eligible_star(high, any_scheme, held)


@given(minutes, schemes, held_stars)
def test_a_second_run_finds_nothing(total, any_scheme, held):
	granted = stars_to_grant(total, any_scheme, held)
	now_held = granted[-1] if granted else held
	assert stars_to_grant(total, any_scheme, now_held) == []
	assert granted == sorted(set(granted))
	assert all(held < star <= reached_star(total, any_scheme) for star in granted)
	assert (
		now_held == max(held, reached_star(total, any_scheme)) or any_scheme.level(now_held + 1) is not None
	)


@given(minutes, schemes, held_stars)
def test_a_star_held_is_never_taken_away(total, any_scheme, held):
	assert eligible_star(total, any_scheme, held) >= held


@given(minutes, schemes, held_stars)
def test_the_next_step_is_exact(total, any_scheme, held):
	step = next_step(total, any_scheme, held)
	if step is None:
		assert held >= len(any_scheme.levels)
	else:
		assert step.level.star == held + 1
		reached = total + step.minutes_missing
		assert eligible_star(reached, any_scheme, held) >= held + 1
		assert step.minutes_missing == 0 or reached_star(reached - 1, any_scheme) <= held


def test_the_next_step_in_words():
	step = next_step(250 * 60, GUANGDONG, held=1)
	assert (step.level.title, step.minutes_missing) == ("2★", 50 * 60)
	assert next_step(350 * 60, GUANGDONG, held=1).minutes_missing == 0
	assert next_step(2000 * 60, GUANGDONG, held=5) is None
	assert next_step(0, GUANGDONG).level.star == 1
	assert eligible_star(100 * 60, GUANGDONG) == 1


def test_a_stricter_scheme_takes_no_star_away():
	stricter = scheme(200, 800)
	assert eligible_star(310 * 60, stricter, held=2) == 2


def test_a_scheme_must_rise_step_by_step():
	level = StarLevel
	with pytest.raises(errors.EmptySchemeError):
		Scheme(())
	with pytest.raises(errors.StarSequenceError):
		Scheme((level(2, "", 60),))
	with pytest.raises(errors.StarSequenceError):
		Scheme((level(1, "", 60), level(3, "", 120)))
	with pytest.raises(errors.StarHoursError):
		Scheme((level(1, "", 60), level(2, "", 60)))
	with pytest.raises(errors.StarHoursError):
		Scheme((level(1, "", 0),))


def test_thresholds_rise_for_sql():
	assert scheme(100, 300).thresholds() == [(1, 6000, True), (2, 18000, True)]


def test_the_version_in_force():
	old, new = scheme(100), scheme(200)
	versions = [(date(2026, 1, 1), new), (date(2014, 3, 5), old)]
	assert in_force(versions, date(2025, 12, 31)) is old
	assert in_force(versions, date(2026, 1, 1)) is new
	assert in_force(versions, date(2014, 3, 4)) is None
