"""Phases, milestones, the copy for another year, and what is missing of the yearly submissions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.pilot_sites.domain import errors
from volunteer_services.pilot_sites.domain import programme as rules

DAYS = st.dates(date(1995, 1, 1), date(2150, 12, 31))
STATUSES = st.sampled_from([rules.OPEN, rules.DONE, rules.WAIVED])


@st.composite
def phases(draw):
	titles = draw(st.lists(st.text("abc", min_size=1, max_size=3), unique=True, max_size=6))
	starts = [draw(DAYS) for _ in titles]
	return [
		rules.Phase(title, start, start + timedelta(days=draw(st.integers(0, 300))))
		for title, start in zip(titles, starts, strict=True)
	]


@pytest.mark.parametrize("year", [0, 1989, 2201, -1])
def test_what_is_no_year_is_refused(year):
	with pytest.raises(errors.ProgrammeYearError, match=str(year)):
		rules.check_year(year)


@pytest.mark.parametrize(
	("last", "beyond"), [(rules.FIRST_YEAR, rules.FIRST_YEAR - 1), (rules.LAST_YEAR, rules.LAST_YEAR + 1)]
)
def test_the_first_and_the_last_year_are_possible_and_none_beyond(last, beyond):
	assert rules.check_year(last) is None
	with pytest.raises(errors.ProgrammeYearError, match=str(beyond)):
		rules.check_year(beyond)


def test_phases_may_overlap_but_neither_run_backwards_nor_repeat():
	one = rules.Phase("筹备", date(2026, 2, 1), date(2026, 3, 31))
	other = rules.Phase("授牌", date(2026, 3, 1), date(2026, 3, 31))
	rules.check_phases([one, other, rules.Phase("一天", date(2026, 4, 1), date(2026, 4, 1))])
	with pytest.raises(errors.PhaseDatesError, match="倒"):
		rules.check_phases([rules.Phase("倒", date(2026, 3, 2), date(2026, 3, 1))])
	with pytest.raises(errors.RepeatedPhaseError, match="筹备"):
		rules.check_phases([one, other, one])


@pytest.mark.parametrize(
	("day", "years", "expected"),
	[
		(date(2024, 2, 29), 1, date(2025, 2, 28)),
		(date(2024, 2, 29), 4, date(2028, 2, 29)),
		(date(2025, 2, 28), 3, date(2028, 2, 29)),
		(date(2024, 2, 28), 1, date(2025, 2, 28)),
		(date(2018, 10, 31), 8, date(2026, 10, 31)),
		(date(2018, 1, 1), 0, date(2018, 1, 1)),
	],
)
def test_a_day_of_another_year(day, years, expected):
	assert rules.in_year(day, years) == expected


@given(DAYS, st.integers(-20, 20))
def test_the_month_stays_and_the_end_of_february_stays_the_end(day, years):
	moved = rules.in_year(day, years)
	assert (moved.year, moved.month) == (day.year + years, day.month)
	assert abs(moved.day - day.day) <= 1
	if day.month != 2:
		assert moved.day == day.day
	elif (day + timedelta(days=1)).month == 3:
		assert (moved + timedelta(days=1)).month == 3


@given(phases(), st.integers(-10, 10))
def test_a_copy_keeps_titles_and_order_and_can_be_carried_out(found, years):
	copy = rules.copied(found, years)
	assert [phase.title for phase in copy] == [phase.title for phase in found]
	assert all(new.from_date.year == old.from_date.year + years for new, old in zip(copy, found, strict=True))
	rules.check_phases(copy)


@given(phases(), DAYS)
def test_each_phase_makes_one_milestone_and_what_is_over_is_waived(found, day):
	made = rules.milestones(found, day)
	assert [(row.title, row.due_on) for row in made] == [(phase.title, phase.to_date) for phase in found]
	assert all((row.status == rules.WAIVED) == (row.due_on < day) for row in made)
	assert all(row.status in (rules.WAIVED, rules.OPEN) for row in made)


def test_a_phase_that_ends_on_the_day_of_designation_is_still_open():
	day = date(2026, 3, 31)
	assert rules.milestones([rules.Phase("授牌", date(2026, 3, 1), day)], day)[0].status == rules.OPEN


@given(st.lists(STATUSES, max_size=12))
def test_progress_is_a_share_of_what_is_not_waived(statuses):
	percent = rules.progress(statuses)
	counted = [status for status in statuses if status != rules.WAIVED]
	assert 0 <= percent <= 100
	assert (percent == 100) == (bool(counted) and set(counted) == {rules.DONE})
	assert (percent == 0) == (counted.count(rules.DONE) * 100 < max(1, len(counted)))


@given(st.lists(st.builds(rules.Milestone, st.text("ab", max_size=2), DAYS, STATUSES), max_size=8))
def test_the_next_open_milestone_is_due_first(rows):
	found = rules.next_open(rows)
	still = [row for row in rows if row.status == rules.OPEN]
	assert (found is None) == (not still)
	assert all(found.due_on <= row.due_on for row in still)


KINDS = st.dictionaries(st.sampled_from("ABC"), st.integers(0, 4))


@given(KINDS, KINDS)
def test_what_is_missing_completes_what_is_required(required, present):
	short = rules.missing(required, present)
	assert set(short) <= set(required) and all(count > 0 for count in short.values())
	for kind, count in required.items():
		assert present.get(kind, 0) + short.get(kind, 0) >= count
		assert kind not in short or present.get(kind, 0) + short[kind] == count


@given(st.integers(2000, 2100), st.integers(2000, 2100))
def test_the_name_says_the_year_once(old, new):
	assert rules.named_for(f"{old}年示范点", old, new) == f"{new}年示范点"
	assert rules.named_for("示范点", old, new) == f"{new}年示范点"
	assert rules.named_for("Bases", old, new) == f"Bases {new}"
