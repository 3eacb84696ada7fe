"""One row of a sheet: what each cell says, by the heading of its column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from volunteer_services.volunteer_projects.domain.rollcall.absence import read_absence
from volunteer_services.volunteer_projects.domain.rollcall.cells import read_amount, read_moment, total_of
from volunteer_services.volunteer_projects.domain.rollcall.days import is_of_day
from volunteer_services.volunteer_projects.domain.rollcall.durations import read_clock_duration
from volunteer_services.volunteer_projects.domain.rollcall.facts import merge_facts, read_facts
from volunteer_services.volunteer_projects.domain.rollcall.headings import (
	TIMES,
	Column,
	Holds,
	Unit,
	sounds_of_time,
)
from volunteer_services.volunteer_projects.domain.rollcall.model import (
	HALF_DAY,
	Facts,
	Moment,
	Occasion,
	Read,
	Span,
	unique,
)
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, What
from volunteer_services.volunteer_projects.domain.rollcall.writing import PRESENCE_SIGN, Piece, simplify

_NOTHING = re.compile(r"[-—–/\\~_.\s]*|无|空|暂无|没有|未填|none|null|nan|#n/a", re.IGNORECASE)
_TICK = re.compile(
	rf"[{PRESENCE_SIGN}1Yy]|是|有|对|到场?|已[到签来]?到?|出勤|全勤|正常|准时|按时|参加|出席|在|yes|ok"
	rf"|present|true|(?:已|本人)?签[到退字名]?",
	re.IGNORECASE,
)
_CROSS = re.compile(r"[×xX0Nn]|否|无|未|不|缺|没|假|no|false|absent", re.IGNORECASE)
_OF_ABSENCE = re.compile(r"缺勤|请假|缺席")
_WITHOUT_VALUE = (Holds.SERIAL, Holds.IDENTITY, Holds.NAME)


@dataclass
class Row:
	"""What was gathered of one row.

	``filled`` are the columns of time that hold something, ``left`` is the text that nothing was read from.
	"""

	name: str = ""
	facts: Facts = field(default_factory=Facts)
	remarks: list[str] = field(default_factory=list)
	left: list[str] = field(default_factory=list)
	unknown: list[str] = field(default_factory=list)
	totals: list[str] = field(default_factory=list)
	starts: list[Moment | None] = field(default_factory=list)
	ends: list[Moment | None] = field(default_factory=list)
	amounts: list[tuple[Column, int]] = field(default_factory=list)
	filled: list[Column] = field(default_factory=list)
	is_of_day: bool | None = None
	noted: Facts = field(default_factory=Facts)

	def doubt(self, *doubts: Doubt) -> None:
		self.facts = replace(self.facts, doubts=unique((*self.facts.doubts, *doubts)))

	def read(self, what: What, cell: str) -> None:
		self.facts = replace(self.facts, reads=unique((*self.facts.reads, Read(what, cell))))

	def add(self, facts: Facts) -> None:
		self.remarks.append(facts.rest)
		self.left.append(facts.rest)
		self.facts = merge_facts(self.facts, replace(facts, rest=""))


def read_row(sheet: tuple[Column, ...], cells: list[str], occasion: Occasion | None) -> Row:
	"""What the cells of one row say; cells beyond the headings are of an unknown column."""
	row = Row()
	for column, cell in zip_longest(sheet, cells[: len(sheet) + 50], fillvalue=None):
		_read_cell(row, column or Column("", Holds.UNKNOWN), cell or "", occasion)
	_finish_times(row, sheet)
	return row


def _read_cell(row: Row, column: Column, cell: str, occasion: Occasion | None) -> None:
	holds = column.holds
	if holds is Holds.SLOT:
		_read_slot(row, column, cell)
	elif holds in (Holds.STARTS, Holds.ENDS):
		_read_moment(row, column, "" if _NOTHING.fullmatch(cell) else cell, occasion)
	elif not cell or (holds is not Holds.NAME and _NOTHING.fullmatch(cell) and holds is not Holds.PRESENT):
		return
	elif holds is Holds.NAME:
		row.name = cell
	elif holds is Holds.MOBILE:
		row.facts = merge_facts(
			row.facts, replace(read_facts(cell, occasion), rest="", spans=(), minutes=None)
		)
	elif holds is Holds.NUMBER:
		_read_number(row, cell)
	elif holds is Holds.DAY:
		_read_day(row, cell, occasion)
	elif holds is Holds.PRESENT:
		_read_presence(row, column, cell, occasion)
	elif holds is Holds.DURATION:
		_read_duration(row, column, cell, occasion)
	elif holds is Holds.SPAN:
		_read_span(row, column, cell, occasion)
	elif holds not in _WITHOUT_VALUE:
		_read_other(row, column, cell, occasion)


def _read_slot(row: Row, column: Column, cell: str) -> None:
	"""A column of a day or of a part of the day: a person says which of them is meant."""
	by_day = not re.match(r"上午|下午|晚|早|中|全天", simplify(column.heading).strip())
	if by_day:
		row.doubt(Doubt.OTHER_DAY)
	if not _NOTHING.fullmatch(cell):
		row.filled.append(column)
		row.doubt(Doubt.OTHER_DAY if by_day else Doubt.UNKNOWN_COLUMN)
		row.unknown.append(f"{column.heading}: {cell}")


def _read_number(row: Row, cell: str) -> None:
	if re.fullmatch(r"[A-Za-z]{0,4}-?[0-9]{4,15}", cell):
		row.facts = replace(row.facts, volunteer_no=cell.upper())
		row.read(What.NUMBER, cell)


def _read_day(row: Row, cell: str, occasion: Occasion | None) -> None:
	row.read(What.DAY, cell)
	row.is_of_day = is_of_day(cell, occasion) is True
	if not row.is_of_day:
		row.doubt(Doubt.OTHER_DAY)


def _read_presence(row: Row, column: Column, cell: str, occasion: Occasion | None) -> None:
	of_absence = bool(_OF_ABSENCE.search(simplify(column.heading)))
	tick, cross = _TICK.fullmatch(simplify(cell)), _CROSS.fullmatch(simplify(cell))
	if of_absence and (cross or _NOTHING.fullmatch(cell)):
		return
	if not tick and not cross and _NOTHING.fullmatch(cell):
		return
	row.filled.append(column)
	if tick and not of_absence:
		row.read(What.PRESENT, cell)
	elif tick or cross:
		row.doubt(Doubt.CANCELLED)
		row.read(What.ABSENT, cell)
	else:
		_read_remark(row, cell, occasion)


def _read_moment(row: Row, column: Column, cell: str, occasion: Occasion | None) -> None:
	moments = row.starts if column.holds is Holds.STARTS else row.ends
	if cell:
		row.filled.append(column)
	if not cell or _TICK.fullmatch(simplify(cell)) or cell == row.name:
		moments.append(None)
		if cell:
			row.read(What.PRESENT, cell)
		return
	if _CROSS.fullmatch(simplify(cell)):
		moments.append(None)
		row.doubt(Doubt.CANCELLED)
		row.read(What.ABSENT, cell)
		return
	moment, doubts = read_moment(cell, occasion)
	if moment:
		moments.append(_in_part(moment, column))
		row.doubt(*doubts)
		row.read(What.TIME, cell)
		return
	facts = read_facts(cell, occasion)
	whole = facts.spans[0] if facts.spans else Span()
	if whole.starts and whole.ends:
		row.add(facts)
		return
	if not facts.spans and not facts.doubts:
		row.doubt(Doubt.TIME_UNCLEAR)
	moments.append(_in_part(whole.starts, column))
	row.add(replace(facts, spans=()))


def _in_part(moment: Moment | None, column: Column) -> Moment | None:
	"""下午签到 says the half of the day."""
	part = re.match("上午|早|下午|晚", simplify(column.heading).strip())
	if not moment or not moment.is_open or not part:
		return moment
	later = part[0] in ("下午", "晚") and moment.minute < HALF_DAY
	return Moment(moment.minute + HALF_DAY * later)


def _read_span(row: Row, column: Column, cell: str, occasion: Occasion | None) -> None:
	row.filled.append(column)
	facts = read_facts(cell, occasion)
	if _TICK.fullmatch(simplify(cell)):
		row.read(What.PRESENT, cell)
		return
	if not facts.says_time and not facts.doubts:
		row.doubt(Doubt.TIME_UNCLEAR)
	row.add(facts)


def _read_duration(row: Row, column: Column, cell: str, occasion: Occasion | None) -> None:
	row.filled.append(column)
	clock = None if column.unit is Unit.MINUTES else read_clock_duration(cell)
	too_long = bool(clock and occasion and clock > occasion.minutes)  # 9:00 may be a time of day after all
	amount = (clock, [Doubt.TIME_UNCLEAR] * too_long) if clock else read_amount(column, cell, occasion)
	if amount:
		minutes, doubts = amount
		row.doubt(*doubts)
		row.amounts += [] if minutes is None else [(column, minutes)]
		row.read(What.DURATION, f"{column.heading}: {cell}")
		return
	facts = read_facts(cell, occasion)
	row.amounts += [(column, facts.minutes)] if facts.minutes else []
	lone = any(not (span.starts and span.ends) for span in facts.spans)
	if not facts.doubts and (not facts.says_time or lone):
		row.doubt(Doubt.TIME_UNCLEAR)
	row.add(replace(facts, minutes=None))


def _read_other(row: Row, column: Column, cell: str, occasion: Occasion | None) -> None:
	holds, has_digits = column.holds, bool(re.search(r"[0-9]", cell))
	if holds is Holds.OTHER:
		row.doubt(*(doubt for doubt in read_absence(Piece(cell)) if doubt is not Doubt.PROXY))
	elif holds is Holds.COMPANIONS:
		others = re.match(r"随行|随行|同行|携带|陪同|家属", simplify(column.heading))
		if not re.fullmatch(r"[0-9]+", cell) or int(cell) > (0 if others else 1):
			row.doubt(Doubt.COMPANION)
			row.unknown.append(f"{column.heading}: {cell}")
	elif holds is Holds.TOTAL:
		row.totals.append(f"{column.heading}: {cell}")
	elif holds is Holds.UNKNOWN and _TICK.fullmatch(simplify(cell)) and sounds_of_time(column):
		row.filled.append(column)
		row.read(What.PRESENT, cell)
	elif holds is Holds.UNKNOWN and has_digits:
		row.unknown.append(f"{column.heading}: {cell}" if column.heading else cell)
		row.doubt(Doubt.UNKNOWN_COLUMN)
	else:
		_read_remark(row, cell, occasion)


def _read_remark(row: Row, cell: str, occasion: Occasion | None) -> None:
	"""Doubts count at once; whether times of a remark count is known when the whole row was read."""
	facts = read_facts(cell, occasion)
	row.remarks.append(cell)
	row.left.append(facts.rest)
	row.noted = merge_facts(row.noted, facts)
	row.facts = merge_facts(row.facts, replace(facts, rest="", spans=(), minutes=None))


def _finish_times(row: Row, sheet: Iterable[Column]) -> None:
	sheet = tuple(sheet)
	minutes, doubts = total_of(row.amounts)
	row.doubt(*doubts)
	pairs = [Span(a, b) for a, b in zip_longest(row.starts, row.ends) if a or b]
	if not row.facts.spans:
		row.facts = replace(row.facts, spans=tuple(pairs))
	elif pairs:
		row.doubt(Doubt.TIME_UNCLEAR)
	both = {Holds.STARTS, Holds.ENDS}
	halves = {column.holds for column in row.filled} & both
	if len(halves) == 1 and not pairs and not row.facts.spans and {column.holds for column in sheet} >= both:
		row.doubt(Doubt.ONE_TIME)
	row.facts = replace(row.facts, minutes=row.facts.minutes or minutes)
	_use_remark(row, sheet)
	wanted = [
		column
		for column in sheet
		if column.holds in TIMES or column.holds is Holds.SLOT or sounds_of_time(column)
	]
	exact = [column for column in wanted if column.holds is not Holds.PRESENT and not _is_absence(column)]
	wanted = exact or [column for column in wanted if not _is_absence(column)]
	if wanted and not any(column in row.filled for column in wanted) and not row.facts.says_time:
		if row.name and not any(doubt.asks for doubt in row.facts.doubts):
			row.doubt(Doubt.NO_TIME)
	if not wanted and row.totals:
		row.unknown += row.totals
		row.doubt(Doubt.UNKNOWN_COLUMN)


def _is_absence(column: Column) -> bool:
	return column.holds is Holds.PRESENT and bool(_OF_ABSENCE.search(simplify(column.heading)))


def _use_remark(row: Row, sheet: tuple[Column, ...]) -> None:
	"""Times in a remark are the row's where the sheet has no columns of time; else they must not differ."""
	noted = row.noted
	if not noted.says_time:
		return
	if not any(column.holds in TIMES for column in sheet):
		row.facts = merge_facts(row.facts, Facts(spans=noted.spans, minutes=noted.minutes))
		row.remarks = [noted.rest]
	elif (noted.minutes, noted.spans) not in ((row.facts.minutes, ()), (None, row.facts.spans)):
		row.unknown += [read.words for read in noted.reads if read.what in (What.TIME, What.DURATION)]
