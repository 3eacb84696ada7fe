"""The matrix post × time: every sign-up is counted once, and each number contains the next."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.volunteer_projects.domain.matrix import Cell, Count, Shift, build
from volunteer_services.volunteer_projects.domain.sign_up import HOLDS_PLACE, Status

NINE = datetime(2026, 2, 3, 9)
HOUR = timedelta(hours=1)
POSTS = ["", "引导", "登记", "秩序"]


def shift(
	name: str, post: str = "", start: int = 0, hours: int = 2, capacity: int = 0, minimum: int = 0
) -> Shift:
	return Shift(name, post, NINE + start * HOUR, NINE + (start + hours) * HOUR, capacity, minimum)


@st.composite
def events(draw):
	shifts = [
		shift(f"SH-{n}", post, start, capacity=capacity, minimum=minimum)
		for n, (post, start, capacity, minimum) in enumerate(
			draw(
				st.lists(
					st.tuples(
						st.sampled_from(POSTS), st.integers(0, 3), st.integers(0, 9), st.integers(0, 9)
					),
					min_size=1,
					max_size=8,
				)
			)
		)
	]
	counts = draw(
		st.lists(
			st.builds(
				Count,
				st.sampled_from([one.name for one in shifts]),
				st.sampled_from(POSTS),
				st.sampled_from([status.value for status in Status]),
				st.integers(1, 50),
			),
			max_size=30,
		)
	)
	headcounts = draw(st.dictionaries(st.sampled_from(POSTS[1:]), st.integers(1, 9), max_size=2))
	return shifts, counts, headcounts


@given(events())
def test_every_place_and_everybody_who_waits_is_counted_once(event):
	shifts, counts, headcounts = event
	found = build(shifts, counts, headcounts)
	cells = [cell for row in found.rows.values() for cell in row if cell]
	holding = sum(one.number for one in counts if one.status in HOLDS_PLACE)
	waiting = sum(one.number for one in counts if one.status == "Waiting")
	for some in (cells, found.totals):
		assert sum(cell.signed_up for cell in some) == holding
		assert sum(cell.waiting for cell in some) == waiting
	assert sum(cell.needed for cell in cells) == sum(cell.needed for cell in found.totals)
	assert all(len(row) == len(found.times) for row in found.rows.values())


@given(events())
def test_each_number_contains_the_next(event):
	found = build(*event)
	for row in found.rows.values():
		for cell in row:
			assert cell is None or cell.signed_up >= cell.confirmed >= cell.present >= 0


def test_a_shift_for_all_posts_is_spread_over_those_of_the_project():
	found = build(
		[shift("SH-1", capacity=10, minimum=7)],
		[Count("SH-1", "引导", "Confirmed", 3), Count("SH-1", "", "Signed Up", 2)],
		{"登记": 2, "引导": 4},
	)
	assert list(found.rows) == ["登记", "引导", ""]
	assert [row[0].needed for row in found.rows.values()] == [2, 4, 4]
	assert [row[0].signed_up for row in found.rows.values()] == [0, 3, 2]
	assert (found.totals[0].needed, found.totals[0].signed_up, found.totals[0].confirmed) == (10, 5, 3)
	assert found.totals[0].level == "Places Left"


def test_what_the_posts_take_wholly_has_no_row_of_its_own():
	assert list(build([shift("SH-1", capacity=4)], [], {"引导": 4}).rows) == ["引导"]


def test_two_shifts_of_one_post_and_time_share_a_cell_and_no_end_is_no_number():
	one, other = shift("SH-1", "引导", capacity=5), shift("SH-2", "引导", capacity=0)
	cell = build([one, other], [], {}).rows["引导"][0]
	assert (cell.needed, cell.has_end, cell.shifts) == (5, False, ["SH-1", "SH-2"])


def test_levels_say_what_is_wrong_first():
	def level(**values) -> str:
		return Cell(**values).level

	assert level(needed=5, minimum=3, signed_up=2) == "Too Few"
	assert level(needed=5, minimum=3, signed_up=3) == "Places Left"
	assert level(needed=5, signed_up=6) == "No Places Left"
	assert level(needed=0, has_end=False, signed_up=90) == "Places Left"
