"""The passbook continues where the last print ended, line by line, booklet by booklet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from volunteer_services.time_bank.domain import errors
from volunteer_services.time_bank.domain.passbook import Layout, Position, next_book, plan, printed, rewound

layouts = st.builds(Layout, st.integers(1, 6), st.integers(1, 4))


def test_the_first_print_begins_on_top():
	lines = plan(Layout(3, 2), Position(), 4)
	assert [(line.page, line.row, line.seq) for line in lines] == [(1, 1, 1), (1, 2, 2), (1, 3, 3), (2, 1, 4)]


def test_the_next_print_continues_below():
	lines = plan(Layout(3, 2), Position(1, 4, 4), 5)
	assert [(line.number, line.page, line.row, line.seq) for line in lines] == [(5, 2, 2, 5)]


def test_a_full_booklet_takes_no_more():
	assert plan(Layout(3, 2), Position(1, 6, 6), 9) == []
	assert len(plan(Layout(3, 2), Position(1, 4, 4), 9)) == 2


def test_the_next_booklet_begins_with_the_balance():
	position = next_book(Position(1, 6, 6))
	lines = plan(Layout(3, 2), position, 8)
	assert [(line.row, line.seq, line.is_balance) for line in lines] == [
		(1, 6, True),
		(2, 7, False),
		(3, 8, False),
	]
	after = printed(Layout(3, 2), position, 0, 3, 8)
	assert after == Position(2, 3, 8)


def test_printing_again_in_a_later_booklet():
	position = Position(2, 3, 8)
	assert rewound(position, 3) == Position(2, 2, 7)
	assert rewound(position, 2) == Position(2, 1, 6)
	assert rewound(position, 1) == Position(2, 0, 6)


def test_the_same_note_counts_once():
	layout, before = Layout(), Position(1, 2, 2)
	once = printed(layout, before, 2, 3, 10)
	assert printed(layout, once, 2, 3, 10) == once == Position(1, 5, 5)


@pytest.mark.parametrize("line", [0, -1, 6])
def test_only_printed_lines_are_printed_again(line):
	with pytest.raises(errors.PassbookLineError):
		rewound(Position(1, 5, 5), line)


def test_what_nobody_printed_is_not_noted():
	with pytest.raises(errors.PassbookPositionError):
		printed(Layout(), Position(1, 2, 2), 1, 5, 10)
	with pytest.raises(errors.PassbookPositionError):
		printed(Layout(), Position(1, 2, 2), 2, 5, 4)
	with pytest.raises(errors.PassbookFullError):
		printed(Layout(2, 2), Position(1, 3, 3), 3, 2, 10)


@given(layouts, st.integers(0, 40))
def test_lines_stand_in_order_without_gap(layout, last):
	lines = plan(layout, Position(), last)
	assert len(lines) == min(last, layout.capacity)
	for index, line in enumerate(lines):
		assert line.seq == line.number == index + 1
		assert (line.page - 1) * layout.lines + line.row == line.number
		assert 1 <= line.row <= layout.lines and 1 <= line.page <= layout.pages


class Passbook(RuleBasedStateMachine):
	"""Entries come in, lines are printed, some twice, booklets begin: the paper shows every entry once."""

	@initialize(layout=layouts)
	def begin(self, layout):
		self.layout, self.position, self.last = layout, Position(), 0
		self.paper: dict[int, dict[int, tuple[int, bool]]] = {1: {}}

	@rule(count=st.integers(1, 5))
	def earn(self, count):
		self.last += count

	@rule(part=st.floats(0, 1))
	def print_some(self, part):
		lines = plan(self.layout, self.position, self.last)
		count = max(1, round(len(lines) * part)) if lines else 0
		for line in lines[:count]:
			self.paper[self.position.book][line.number] = (line.seq, line.is_balance)
		self.position = printed(self.layout, self.position, self.position.lines, count, self.last)

	@precondition(lambda self: self.position.lines)
	@rule(data=st.data())
	def print_again(self, data):
		line = data.draw(st.integers(1, self.position.lines))
		before = dict(self.paper[self.position.book])
		end = self.position
		self.position = rewound(self.position, line)
		again = plan(self.layout, self.position, self.last)[: end.lines - line + 1]
		assert {item.number: (item.seq, item.is_balance) for item in again} == {
			number: before[number] for number in range(line, end.lines + 1)
		}
		self.position = printed(self.layout, self.position, line - 1, len(again), self.last)
		assert self.position == end

	@rule()
	def begin_book(self):
		self.position = next_book(self.position)
		self.paper[self.position.book] = {}

	@invariant()
	def every_entry_stands_once(self):
		shown = [seq for book in self.paper.values() for seq, is_balance in book.values() if not is_balance]
		assert sorted(shown) == list(range(1, self.position.seq + 1))

	@invariant()
	def a_later_booklet_begins_with_the_balance(self):
		for book, lines in self.paper.items():
			for number, (_seq, is_balance) in lines.items():
				assert is_balance == (book > 1 and number == 1)


TestPassbook = Passbook.TestCase
TestPassbook.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
