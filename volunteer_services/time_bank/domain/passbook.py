"""时间存折: a booklet that is printed line by line and continues where the last print ended.

An entry of the account takes one line. Every booklet but the first begins with the balance brought forward.
Lines count from 1 within the booklet; so do pages, and the lines of a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from volunteer_services.time_bank.domain import errors


@dataclass(frozen=True)
class Layout:
	"""What fits: ``lines`` on a page, ``pages`` in a booklet."""

	lines: int = 20
	pages: int = 24

	@property
	def capacity(self) -> int:
		return self.lines * self.pages


@dataclass(frozen=True)
class Position:
	"""How far a passbook is printed: the booklet's number, its lines, and the last entry in it."""

	book: int = 1
	lines: int = 0
	seq: int = 0

	@property
	def begins_with_balance(self) -> bool:
		"""Whether the next line is the balance brought forward."""
		return self.book > 1 and self.lines == 0


@dataclass(frozen=True)
class Line:
	"""One line to print: where it stands, and the entry that it shows (``seq``).

	``is_balance``: the balance after that entry, brought forward from the booklet before.
	"""

	number: int
	page: int
	row: int
	seq: int
	is_balance: bool = False


def plan(layout: Layout, position: Position, last_seq: int) -> list[Line]:
	"""The lines that are to be printed, as far as the booklet reaches. ``last_seq``: the latest entry."""
	shown: list[tuple[int, bool]] = [(position.seq, True)] if position.begins_with_balance else []
	room = layout.capacity - position.lines
	shown += [(seq, False) for seq in range(position.seq + 1, last_seq + 1)][: max(0, room - len(shown))]
	lines = []
	for offset, (seq, is_balance) in enumerate(shown):
		index = position.lines + offset
		page, row = divmod(index, layout.lines)
		lines.append(Line(index + 1, page + 1, row + 1, seq, is_balance))
	return lines


def printed(layout: Layout, position: Position, lines_before: int, count: int, last_seq: int) -> Position:
	"""The position after ``count`` lines were printed from ``lines_before``.

	The same report twice counts once. Raises PassbookPositionError, PassbookFullError.
	"""
	if count < 1:
		return position
	if position.lines == lines_before + count:
		return position
	if position.lines != lines_before:
		raise errors.PassbookPositionError(position.lines, lines_before)
	room = layout.capacity - position.lines
	if count > room:
		raise errors.PassbookFullError(count, room)
	lines = plan(layout, position, last_seq)
	if count > len(lines):
		raise errors.PassbookPositionError(position.lines + len(lines), position.lines + count)
	return Position(position.book, position.lines + count, lines[count - 1].seq)


def rewound(position: Position, line: int) -> Position:
	"""The position before ``line``, so that it is printed again, with all that follow.

	Raises PassbookLineError.
	"""
	if not 1 <= line <= position.lines:
		raise errors.PassbookLineError(line, position.lines)
	back = position.lines - line + 1
	if line == 1 and position.book > 1:
		back -= 1  # the first line of a further booklet shows no entry of its own
	return Position(position.book, line - 1, position.seq - back)


def next_book(position: Position) -> Position:
	"""A new booklet, because the old one is full or lost; it begins with the balance after the last entry."""
	return Position(position.book + 1, 0, position.seq)
