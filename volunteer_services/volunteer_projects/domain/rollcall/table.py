"""Columns pasted from a spreadsheet, a CSV file or a text: a line of headings, and rows below it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from volunteer_services.volunteer_projects.domain.rollcall.headings import (
	TIMES,
	Column,
	Holds,
	read_heading,
	with_parts,
)
from volunteer_services.volunteer_projects.domain.rollcall.names import join_spaced
from volunteer_services.volunteer_projects.domain.rollcall.writing import simplify

# Tried in this order; blanks only where every heading is known.
_SEPARATORS = (re.compile(r"\t"), re.compile(r"[,;]"), re.compile(r"\|"), re.compile(r"\s+"))
_BLANKS = _SEPARATORS[-1]
_DRAWN_APART = re.compile(
	r"(?<!\S)([姓名备備註注序电電话話手机機时時长長日期性别別签簽到退编編号號单單位])\s+(?=[名注註号號话話机機长長期别別到退位](?!\S))"
)
_LONGEST_HEADING, _LONGEST_HEAD = 12, 1000
_MAY_HEAD = re.compile(
	r"姓名|名字|名称|名单|志愿者|义工|队员|成员|人员|[参报签接服到][加与名到龙务场][人者]|name", re.IGNORECASE
)
_RULE = re.compile(r"[\s|:+-]+")


@dataclass(frozen=True)
class Table:
	"""How its lines are split and what each half-sheet, one beside another, holds."""

	separator: re.Pattern[str]
	sheets: tuple[tuple[Column, ...], ...]

	@property
	def holds_times(self) -> bool:
		return any(column.holds in TIMES for sheet in self.sheets for column in sheet)

	@property
	def width(self) -> int:
		return sum(len(sheet) for sheet in self.sheets)

	def rows(self, line: str) -> list[tuple[tuple[Column, ...], list[str]]]:
		"""The columns and cells of each half-sheet that is filled; none where the line does not fit."""
		cells = self.cells(line)
		if len(cells) < 2 or (len(cells) != self.width and self.separator is not _SEPARATORS[0]):
			return []
		found, place = list[tuple[tuple[Column, ...], list[str]]](), 0
		for sheet in self.sheets:
			found.append((sheet, cells[place : place + len(sheet)]))
			place += len(sheet)
		found[-1][1].extend(cells[place:])
		return [(sheet, row) for sheet, row in found if any(row)]

	def cells(self, line: str) -> list[str]:
		text = join_spaced(line) if self.separator is _BLANKS else line
		return split_cells(text, self.separator)


def read_table(line: str) -> Table | None:
	"""The table that a cleaned line heads: a column of names and at least one other that is known."""
	if not _MAY_HEAD.search(simplify(re.sub(r"\s", "", line[:_LONGEST_HEAD]))):
		return None
	for separator in _SEPARATORS:
		text = _DRAWN_APART.sub(r"\1", line) if separator is _BLANKS else line
		cells = split_cells(text, separator)
		if len(cells) < 2:
			continue
		columns = with_parts(tuple(read_heading(cell) for cell in cells))
		known = [column for column in columns if column.holds is not Holds.UNKNOWN]
		if separator is _BLANKS and len(known) < len(columns):
			continue
		table = _with_names(separator, columns)
		if table and (len(known) > 1 or all(len(cell) <= _LONGEST_HEADING for cell in cells)):
			return table
	return None


def merge_headings(table: Table, line: str) -> Table | None:
	"""The table with a second line of headings below merged ones (服务时长 over 小时 and 分钟), or None."""
	cells = split_cells(line, table.separator)
	columns = [column for sheet in table.sheets for column in sheet]
	lower = [read_heading(cell) if cell else None for cell in cells]
	named = [column for column in lower if column]
	if not named or any(column.holds in (Holds.UNKNOWN, Holds.SERIAL) for column in named):
		return None
	if any(column.holds is Holds.SLOT and not re.search(r"\D", column.heading) for column in named):
		return None
	lower += [None] * (len(columns) - len(lower))
	columns += [Column("", Holds.UNKNOWN)] * (len(lower) - len(columns))
	merged = with_parts(tuple(low or high for low, high in zip(lower, columns, strict=True)))
	return _with_names(table.separator, merged)


def is_rule(line: str) -> bool:
	"""Whether a line only draws: |---|---|."""
	return bool(_RULE.fullmatch(line))


def split_cells(line: str, separator: re.Pattern[str]) -> list[str]:
	"""The cells of a line, without blanks and quotation marks around them."""
	text = line.strip(" ")
	if separator.pattern == r"\|":
		text = text.strip("|")
	return [re.sub(r'^[\'"“”]|[\'"“”]$', "", cell.strip()) for cell in separator.split(text)]


def _with_names(separator: re.Pattern[str], columns: tuple[Column, ...]) -> Table | None:
	"""One sheet for each column of names with the same heading, so that two sheets may stand side by side."""
	places = [n for n, column in enumerate(columns) if column.holds is Holds.NAME]
	if not places:
		return None
	best = max(places, key=lambda n: ("姓" in columns[n].heading or "名" in columns[n].heading, -n))
	same = [n for n in places if columns[n].heading.split() == columns[best].heading.split()]
	columns = tuple(
		column if n in same or column.holds is not Holds.NAME else Column(column.heading, Holds.OTHER)
		for n, column in enumerate(columns)
	)
	starts = [0, *(n - same[0] for n in same[1:])]
	bounds = zip(starts, [*starts[1:], len(columns)], strict=True)
	return Table(separator, tuple(columns[start:end] for start, end in bounds))
