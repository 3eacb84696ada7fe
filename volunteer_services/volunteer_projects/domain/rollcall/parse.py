"""Reading a pasted roll-call: a WeChat chain (接龙), a plain list of names, or spreadsheet columns.

Nothing is guessed silently: what is uncertain carries a doubt, and every line with content comes back either
as an entry or as a skipped line with the reason.
"""

from __future__ import annotations

import re
from dataclasses import replace

from volunteer_services.volunteer_projects.domain.rollcall import names, sections
from volunteer_services.volunteer_projects.domain.rollcall.entries import finish, mark_duplicates
from volunteer_services.volunteer_projects.domain.rollcall.facts import merge_facts, read_facts
from volunteer_services.volunteer_projects.domain.rollcall.headings import Column, Holds
from volunteer_services.volunteer_projects.domain.rollcall.lines import number_of, read_line, take_remarks
from volunteer_services.volunteer_projects.domain.rollcall.model import (
	Occasion,
	Rollcall,
	RollcallEntry,
	SkippedLine,
	joined,
	unique,
)
from volunteer_services.volunteer_projects.domain.rollcall.rows import Row, read_row
from volunteer_services.volunteer_projects.domain.rollcall.sections import Section
from volunteer_services.volunteer_projects.domain.rollcall.table import (
	Table,
	is_rule,
	merge_headings,
	read_table,
)
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, SkipReason
from volunteer_services.volunteer_projects.domain.rollcall.writing import clean, hide_id_numbers, simplify

LONGEST_LINE = 2000
_CORRECTION = re.compile(r"更正|修正|纠正|订正|应为|应是|写错|填错|搞错|改为|改成|补记|漏记|少记|多记")
_NO_SECTION = (SkipReason.TOTAL, SkipReason.SIGNATURE, SkipReason.SAMPLE, SkipReason.HEADER)


def parse(text: str, occasion: Occasion | None = None) -> Rollcall:
	"""The people of a pasted list. Any text is read, and every line with content accounted for.

	With ``occasion``, the activity, other days are noticed and 2点 at an afternoon's activity is 14:00.
	"""
	reading = _Reading(text, occasion)
	for place in range(len(reading.lines)):
		reading.read(place)
	return Rollcall(tuple(mark_duplicates(reading.entries)), tuple(reading.skipped))


class _Reading:
	"""The state while the lines are read from the top: the table, the section, what was found so far."""

	def __init__(self, text: str, occasion: Occasion | None):
		self.lines = [
			(n, hide_id_numbers(line)) for n, line in enumerate(text.splitlines(), 1) if line.strip()
		]
		self.cleaned = [clean(line) for _, line in self.lines]
		self.occasion = occasion
		self.entries: list[RollcallEntry] = []
		self.skipped: list[SkippedLine] = []
		self.table: Table | None = None
		self.section = Section()
		self.last_heading = -2
		self.is_of_day: bool | None = None  # what the last filled cell under 日期 said
		self.first_number = next((n for n, line in enumerate(self.cleaned) if self._is_numbered(line)), None)

	def read(self, place: int) -> None:
		line = self.cleaned[place]
		if len(line) > LONGEST_LINE:
			self._skip(place, SkipReason.TOO_LONG)
			return
		if self._read_headings(place, line) or self._read_section(place, line):
			return
		reason = self._skip_reason(place, line)
		if reason:
			self._skip(place, reason)
			self._heed(line, reason)
			return
		found = self._entries(place, line)
		if _CORRECTION.search(simplify(line)):
			self._doubt_named(line)
		self.entries += found
		if not found:
			total = self.table and any(names.is_total(cell) for cell in self.table.cells(line))
			reason = SkipReason.TOTAL if total else SkipReason.DESCRIPTION
			self._skip(place, reason)
			self._heed(line, reason)

	def _read_headings(self, place: int, line: str) -> bool:
		table = read_table(line)
		if not table and self.table and self.last_heading == place - 1:
			table = merge_headings(self.table, line)
		if not table and not (self.table and is_rule(line)):
			return False
		self.table, self.last_heading = table or self.table, place
		self._skip(place, SkipReason.TABLE_HEADER)
		return True

	def _is_numbered(self, line: str) -> bool:
		return bool(len(line) <= LONGEST_LINE and number_of(line) and not self._section_of(line))

	def _section_of(self, line: str) -> Section | None:
		return sections.read_section(line, self.occasion)

	def _read_section(self, place: int, line: str) -> bool:
		"""A line that holds for those below it; one that stands alone may mean those above as well."""
		section, reason = self._section_of(line), names.skip_reason(line)
		if not section or (section.is_bare and number_of(line)) or reason in _NO_SECTION:
			return False
		if self.entries and (section.is_bare or section.for_all):
			self._doubt_above(section.words, section.doubts or (Doubt.TIME_UNCLEAR,), section.for_all)
			section = section if section.doubts else section.doubted(Doubt.TIME_UNCLEAR)
			section = Section() if section.for_all else section
		self.section = section
		self._skip(place, reason or SkipReason.SECTION)
		return True

	def _doubt_above(self, words: str, doubts: tuple[Doubt, ...], everybody: bool = False) -> None:
		"""Whoever stands above without an own time is asked about; of an absence the last one only."""
		of_time = Doubt.TIME_UNCLEAR in doubts
		last = len(self.entries) - 1
		for place, entry in enumerate(self.entries):
			says_time = entry.starts or entry.ends or entry.minutes
			if (of_time and not says_time) or (not of_time and (everybody or place == last)):
				self.entries[place] = replace(
					entry, doubts=unique((*entry.doubts, *doubts)), unread=unique((*entry.unread, words))
				)

	def _doubt_named(self, line: str) -> None:
		"""更正:王芳为2小时 speaks of somebody above."""
		for place, entry in enumerate(self.entries):
			if entry.name and entry.name in line:
				self.entries[place] = replace(
					entry,
					doubts=unique((*entry.doubts, Doubt.TIME_UNCLEAR)),
					unread=unique((*entry.unread, line)),
				)

	def _skip_reason(self, place: int, line: str) -> SkipReason | None:
		reason = names.skip_reason(line)
		before_chain = not self.table and self.first_number is not None and place < self.first_number
		return reason or (SkipReason.DESCRIPTION if before_chain else None)

	def _heed(self, line: str, reason: SkipReason) -> None:
		"""What a line of description says about the time of the names."""
		if reason not in (SkipReason.DESCRIPTION, SkipReason.HEADER):
			return
		section = sections.read_announcement(line, self.occasion)
		if not section:
			return
		if self.entries and (section.spans or section.minutes or section.doubts):
			self._doubt_above(section.words, (Doubt.TIME_UNCLEAR,))
			section = section.doubted(Doubt.TIME_UNCLEAR)
		self.section = section

	def _skip(self, place: int, reason: SkipReason) -> None:
		line_no, raw = self.lines[place]
		self.skipped.append(SkippedLine(line_no, raw.strip(), reason))

	def _entries(self, place: int, line: str) -> list[RollcallEntry]:
		line_no, raw = self.lines[place]
		base = RollcallEntry(line_no, raw.strip(), "")
		rows = self.table.rows(line) if self.table else []
		if rows:
			found = (self._row_entries(base, self._row(*row)) for row in rows)
			return [entry for entries in found for entry in entries]
		in_chain = self.first_number is not None and self.table is None
		people = read_line(base, line, in_chain, self.section, self.occasion)
		return [self._without_columns(entry) for entry in people]

	def _row(self, sheet: tuple[Column, ...], cells: list[str]) -> Row:
		"""A row; the day of merged cells is the day of the row above."""
		row = read_row(sheet, cells, self.occasion)
		if any(column.holds is Holds.DAY for column in sheet) and row.name:
			if row.is_of_day is None:
				row.is_of_day = self.is_of_day
				if row.is_of_day is not True:
					row.doubt(Doubt.OTHER_DAY)
			self.is_of_day = row.is_of_day
		return row

	def _without_columns(self, entry: RollcallEntry) -> RollcallEntry:
		"""A line that does not fit the sheet's columns has none of their times."""
		if not self.table or entry.asks or not self.table.holds_times or not entry.name:
			return entry
		if entry.starts or entry.minutes:
			return replace(entry, doubts=(*entry.doubts, Doubt.TIME_UNCLEAR))
		return replace(entry, doubts=(*entry.doubts, Doubt.NO_TIME))

	def _row_entries(self, base: RollcallEntry, row: Row) -> list[RollcallEntry]:
		if names.is_total(row.name):
			return []
		cell, remarks = take_remarks(row.name, self.occasion)
		said = read_facts(cell, self.occasion)
		aside = [read_facts(remark, self.occasion) for remark in remarks]
		name, further, rest = names.split_name(said.rest, allow_latin=True)
		facts = row.facts
		for more in (said, *aside):
			facts = merge_facts(facts, replace(more, rest=""))
		if further:
			facts = replace(facts, doubts=(*facts.doubts, Doubt.SEVERAL_NAMES))
		name, rest = (name, rest) if name else (said.rest.strip(), "")
		remark = joined((rest, *further, *remarks, *row.remarks))
		left = joined((rest, *(other.rest for other in aside), *row.left))
		person = replace(base, name=name, remark=remark)
		return finish(person, facts, self.section, self.occasion, left, row.unknown)
