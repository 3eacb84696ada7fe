"""The round of recognition for one person, as a fixed point."""

from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_recognition.domain.round import (
	GRANTED,
	OBJECTED,
	OPEN,
	PROPOSED,
	PUBLIC_NOTICE,
	REVOKED,
	STATUSES,
	Held,
	Step,
	due_steps,
	highest_granted,
)
from volunteer_services.volunteer_recognition.domain.stars import Scheme, StarLevel

HOURS = (100, 300, 600, 1000, 1500)


def scheme(lower_first: bool = False) -> Scheme:
	return Scheme(
		tuple(
			StarLevel(star, f"{star} stars", hours * 60, lower_first) for star, hours in enumerate(HOURS, 1)
		)
	)


def held(star: int, status: str = GRANTED, **more) -> Held:
	return Held(star, status, HOURS[star - 1] * 60, **more)


def apply(steps, awards, rules: Scheme) -> list[Held]:
	"""What the database holds after the steps."""
	on_file = {award.star: award for award in awards}
	for star, step in steps:
		old = on_file.get(star)
		below = rules.level(star).min_minutes if rules.level(star) else 0
		if step is Step.GRANT:
			on_file[star] = Held(star, GRANTED, below)
		elif step is Step.PROPOSE:
			on_file[star] = Held(star, PROPOSED, below)
		elif step is Step.WITHDRAW:
			on_file[star] = Held(star, REVOKED, old.review_below)
		else:
			on_file[star] = Held(star, old.status, old.review_below, step is Step.REVIEW, old.is_barred)
	return list(on_file.values())


def test_automatic_grants_every_star_that_the_hours_reach():
	assert due_steps(700 * 60, scheme(), True, ()) == [(1, Step.GRANT), (2, Step.GRANT), (3, Step.GRANT)]


def test_one_minute_below_the_threshold_is_no_star():
	assert due_steps(100 * 60 - 1, scheme(), True, ()) == []
	assert due_steps(100 * 60, scheme(), True, ()) == [(1, Step.GRANT)]


def test_automatic_with_the_lower_star_first_goes_up_in_one_run():
	steps = due_steps(700 * 60, scheme(lower_first=True), True, ())
	assert steps == [(1, Step.GRANT), (2, Step.GRANT), (3, Step.GRANT)]


def test_review_proposes_all_stars_that_were_passed():
	assert due_steps(700 * 60, scheme(), False, ()) == [(star, Step.PROPOSE) for star in (1, 2, 3)]


def test_review_with_the_lower_star_first_proposes_one_star_a_round():
	rules = scheme(lower_first=True)
	assert due_steps(700 * 60, rules, False, ()) == [(1, Step.PROPOSE)]
	assert due_steps(700 * 60, rules, False, [held(1, PUBLIC_NOTICE)]) == []
	assert due_steps(700 * 60, rules, False, [held(1)]) == [(2, Step.PROPOSE)]


def test_a_barred_lower_star_blocks_the_next_one_where_it_must_be_held():
	barred = held(1, REVOKED, is_barred=True)
	assert due_steps(400 * 60, scheme(lower_first=True), True, [barred]) == []
	assert due_steps(400 * 60, scheme(), True, [barred]) == [(2, Step.GRANT)]


def test_hours_corrected_below_the_threshold():
	total = 99 * 60
	assert due_steps(total, scheme(), True, [held(1)]) == [(1, Step.REVIEW)]
	assert due_steps(total, scheme(), True, [held(1, needs_review=True)]) == []
	for status in OPEN:
		assert due_steps(total, scheme(), False, [held(1, status)]) == [(1, Step.WITHDRAW)]


def test_a_review_is_over_when_the_hours_are_back():
	assert due_steps(100 * 60, scheme(), True, [held(1, needs_review=True)]) == [(1, Step.CLEAR_REVIEW)]


def test_a_kept_star_is_not_reviewed_again_until_the_hours_fall_further():
	kept = Held(1, GRANTED, 90 * 60)
	assert due_steps(90 * 60, scheme(), True, [kept]) == []
	assert due_steps(89 * 60, scheme(), True, [kept]) == [(1, Step.REVIEW)]


def test_a_stricter_scheme_takes_no_star_away():
	stricter = Scheme((StarLevel(1, "one", 500 * 60, False),))
	assert due_steps(120 * 60, stricter, True, [held(1)]) == []
	assert due_steps(120 * 60, stricter, False, [held(1, PUBLIC_NOTICE)]) == []


def test_a_withdrawn_star_comes_back_with_the_hours_and_a_barred_one_does_not():
	assert due_steps(150 * 60, scheme(), False, [held(1, REVOKED)]) == [(1, Step.PROPOSE)]
	assert due_steps(150 * 60, scheme(), True, [held(1, REVOKED)]) == [(1, Step.GRANT)]
	assert due_steps(150 * 60, scheme(), True, [held(1, REVOKED, is_barred=True)]) == []


def test_leftover_proposals_are_granted_once_granting_is_automatic_but_decisions_under_way_are_not():
	assert due_steps(150 * 60, scheme(), True, [held(1, PROPOSED)]) == [(1, Step.GRANT)]
	assert due_steps(150 * 60, scheme(), True, [held(1, PUBLIC_NOTICE)]) == []
	assert due_steps(150 * 60, scheme(), True, [held(1, OBJECTED)]) == []


def test_nobody_gets_a_star_who_is_not_registered_but_reviews_go_on():
	assert due_steps(150 * 60, scheme(), True, (), may_receive=False) == []
	assert due_steps(50 * 60, scheme(), True, [held(1)], may_receive=False) == [(1, Step.REVIEW)]


AWARDS = st.dictionaries(
	st.integers(1, 5),
	st.tuples(st.sampled_from(STATUSES), st.integers(0, 2000 * 60), st.booleans(), st.booleans()),
	max_size=5,
).map(lambda found: [Held(star, *values) for star, values in found.items()])


@given(st.integers(0, 2000 * 60), st.booleans(), st.booleans(), AWARDS, st.booleans())
def test_a_second_round_finds_nothing(total, lower_first, automatic, awards, may_receive):
	rules = scheme(lower_first)
	after = apply(due_steps(total, rules, automatic, awards, may_receive), awards, rules)
	assert due_steps(total, rules, automatic, after, may_receive) == []


@given(st.integers(0, 2000 * 60), st.booleans(), st.booleans(), AWARDS)
def test_no_round_takes_a_granted_star_away(total, lower_first, automatic, awards):
	rules = scheme(lower_first)
	after = apply(due_steps(total, rules, automatic, awards), awards, rules)
	assert highest_granted(after) >= highest_granted(awards)
