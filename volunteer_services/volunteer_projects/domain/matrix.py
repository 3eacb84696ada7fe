"""The matrix of an activity's shifts: post × time, with what is needed, who has signed up and who came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from volunteer_services.foundation.domain.words import Word
from volunteer_services.volunteer_projects.domain.sign_up import HOLDS_PLACE

_CAME = frozenset({"Attended", "Left Early"})
_FIRM = _CAME | {"Confirmed"}
Time = tuple[datetime, datetime]


class Level(Word):
	"""How a cell stands; the desk shows the word and the numbers beside the colour."""

	TOO_FEW = "Too Few", "人数不足"
	PLACES_LEFT = "Places Left", "有名额"
	FULL = "No Places Left", "名额已满"


@dataclass(frozen=True)
class Shift:
	"""A shift as planned. ``post`` empty: for all posts; ``capacity`` 0: any number of people."""

	name: str
	post: str
	starts_on: datetime
	ends_on: datetime
	capacity: int = 0
	minimum: int = 0


@dataclass(frozen=True)
class Count:
	"""How many sign-ups of a shift, for a post, stand in a state."""

	shift: str
	post: str
	status: str
	number: int


@dataclass
class Cell:
	"""One post at one time. Whoever came had signed up and was sure to come: each number contains the next.

	``needed`` 0: any number of people.
	"""

	needed: int = 0
	minimum: int = 0
	signed_up: int = 0
	confirmed: int = 0
	present: int = 0
	waiting: int = 0
	has_end: bool = True
	shifts: list[str] = field(default_factory=list)

	def plan(self, shift: str, needed: int, minimum: int, has_end: bool) -> None:
		"""Add what a shift needs of this post."""
		self.has_end = self.has_end and has_end
		self.needed += needed
		self.minimum += minimum
		if shift not in self.shifts:
			self.shifts.append(shift)

	def count(self, status: str, number: int) -> None:
		"""Add people in a state."""
		self.signed_up += number * (status in HOLDS_PLACE)
		self.confirmed += number * (status in _FIRM)
		self.present += number * (status in _CAME)
		self.waiting += number * (status == "Waiting")

	def add(self, other: Cell) -> None:
		"""Add another cell, for a total."""
		for shift in other.shifts:
			self.plan(shift, 0, 0, other.has_end)
		self.needed += other.needed
		self.minimum += other.minimum
		self.signed_up += other.signed_up
		self.confirmed += other.confirmed
		self.present += other.present
		self.waiting += other.waiting

	@property
	def level(self) -> str:
		if self.signed_up < self.minimum:
			return str(Level.TOO_FEW)
		if self.has_end and self.signed_up >= self.needed:
			return str(Level.FULL)
		return str(Level.PLACES_LEFT)


@dataclass
class Matrix:
	"""``rows``: post → a cell for each time, None where no shift asks for the post then. ``totals``: a cell
	for each time."""

	times: list[Time]
	rows: dict[str, list[Cell | None]]
	totals: list[Cell]


def build(shifts: Iterable[Shift], counts: Iterable[Count], headcounts: Mapping[str, int]) -> Matrix:
	"""The matrix of these shifts.

	``headcounts``: how many people each post of the project needs in a shift that is for all posts, in the
	project's order. What such a shift has beyond them, and who has chosen no post, stands in the row of the
	empty post, which comes last.
	"""
	planned = list(shifts)
	times = sorted({(one.starts_on, one.ends_on) for one in planned})
	cells: dict[tuple[str, Time], Cell] = {}
	for shift in planned:
		_plan(cells, shift, headcounts)
	by_name = {one.name: one for one in planned}
	for count in counts:
		shift = by_name[count.shift]
		post = shift.post or count.post
		cell = _cell(cells, post, shift)
		cell.plan(shift.name, 0, 0, True)
		cell.count(count.status, count.number)
	_drop_empty(cells)
	posts = sorted({post for post, _time in cells}, key=lambda post: _order(post, list(headcounts)))
	rows = {post: [cells.get((post, time)) for time in times] for post in posts}
	return Matrix(times, rows, [_total(cells, time) for time in times])


def _plan(cells: dict[tuple[str, Time], Cell], shift: Shift, headcounts: Mapping[str, int]) -> None:
	if shift.post or not headcounts:
		_cell(cells, shift.post, shift).plan(shift.name, shift.capacity, shift.minimum, bool(shift.capacity))
		return
	for post, needed in headcounts.items():
		_cell(cells, post, shift).plan(shift.name, needed, 0, True)
	wanted = sum(headcounts.values())
	_cell(cells, "", shift).plan(
		shift.name, max(shift.capacity - wanted, 0), max(shift.minimum - wanted, 0), bool(shift.capacity)
	)


def _cell(cells: dict[tuple[str, Time], Cell], post: str, shift: Shift) -> Cell:
	return cells.setdefault((post, (shift.starts_on, shift.ends_on)), Cell())


def _drop_empty(cells: dict[tuple[str, Time], Cell]) -> None:
	"""The rest of shifts whose posts take all places says nothing."""
	for key, cell in list(cells.items()):
		if key[0] == "" and cell.has_end and not (cell.needed or cell.signed_up or cell.waiting):
			del cells[key]


def _order(post: str, known: list[str]) -> tuple[int, int, str]:
	return (not post, known.index(post) if post in known else len(known), post)


def _total(cells: dict[tuple[str, Time], Cell], time: Time) -> Cell:
	total = Cell()
	for (_post, at), cell in cells.items():
		if at == time:
			total.add(cell)
	return total
