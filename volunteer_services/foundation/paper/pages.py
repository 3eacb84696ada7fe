"""Laying tables out over printed pages: Debian's wkhtmltopdf neither repeats headings nor keeps rows whole,
so that lists are cut here, at a number of lines that fits the page in every engine."""

HEADING_LINES = 2
CLOSING_LINES = 3
KEEP_TOGETHER = 3


def lay_out(sections: list[tuple[str, list]], first_page: int, other_pages: int) -> list[dict]:
	"""Cut the rows of the sections into chunks, each printed as a table of its own.

	``first_page`` and ``other_pages``: lines that fit. A chunk has section, rows, first (number of its first
	row), new_page, is_first, is_last; the signatures fit below the last one.
	"""
	chunks: list[dict] = []
	room = first_page
	for place, (section, rows) in enumerate(sections):
		closing = CLOSING_LINES if place == len(sections) - 1 else 0
		start, is_first = 0, True
		while is_first or start < len(rows):
			left = len(rows) - start
			new_page = room < HEADING_LINES + min(left, KEEP_TOGETHER) + (
				closing if left <= KEEP_TOGETHER else 0
			)
			if new_page:
				room = other_pages
			take = _take(left, room - HEADING_LINES, closing)
			chunks.append(
				{
					"section": section,
					"rows": rows[start : start + take],
					"first": start + 1,
					"new_page": new_page,
					"is_first": is_first,
					"is_last": start + take >= len(rows),
				}
			)
			room -= HEADING_LINES + take
			start, is_first = start + take, False
	return chunks


def _take(left: int, room: int, closing: int) -> int:
	"""How many of the rows that are left go on this page; a few stay for the page with the signatures."""
	if left + closing <= room:
		return left
	return max(1, min(room, left - KEEP_TOGETHER)) if closing else min(room, left)
