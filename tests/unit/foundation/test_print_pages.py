"""Lists on paper: every row once and in order, no page too full, room for the signatures."""

from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.paper.pages import CLOSING_LINES, HEADING_LINES, lay_out


@given(st.lists(st.integers(0, 130), min_size=1, max_size=3), st.integers(0, 20), st.integers(15, 40))
def test_every_row_once_and_no_page_too_full(sizes, first_page, other_pages):
	sections = [(str(n), list(range(size))) for n, size in enumerate(sizes)]
	chunks = lay_out(sections, first_page, other_pages)
	for name, rows in sections:
		assert [row for chunk in chunks if chunk["section"] == name for row in chunk["rows"]] == rows
	room = first_page
	for chunk in chunks:
		room = other_pages if chunk["new_page"] else room
		room -= HEADING_LINES + len(chunk["rows"])
		assert room >= 0
		assert not chunk["rows"] or chunk["first"] == chunk["rows"][0] + 1
	assert room >= CLOSING_LINES
	assert sum(chunk["is_last"] for chunk in chunks) == len(sections)
