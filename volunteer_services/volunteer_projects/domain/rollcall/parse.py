"""Reading a pasted roll-call: a WeChat chain (接龙), a plain list of names, or spreadsheet columns.

Nothing is guessed silently: what is uncertain carries a doubt, and every line with content comes back either
as an entry or as a skipped line with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time

from volunteer_services.volunteer_projects.domain.rollcall import names
from volunteer_services.volunteer_projects.domain.rollcall.table import (
	Table,
	read_headings,
	read_row,
	split_cells,
)
from volunteer_services.volunteer_projects.domain.rollcall.text import (
	DATE,
	Facts,
	clean,
	hide_id_numbers,
	merge_facts,
	read_facts,
)
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, SkipReason
from volunteer_services.volunteer_registry.domain.duplicates import normalise_name

LONGEST_ODD_NAME = 8
_NUMBERED = re.compile(
	r"^(?:\(([0-9]{1,3})\)|([0-9]{1,3}) ?(?:[、)]|[.,:](?![0-9]))|([0-9]{1,3}) +(?![0-9])"
	rf"|([0-9]{{1,3}})(?={names.HAN}{{2}})(?!月|日|号|点|时|年|人|个|分|小时|天|位|周岁|元|岁|楼|栋))\s*"
)
_NEXT_NUMBER = re.compile(rf"(?<=\s)[0-9]{{1,3}} ?[.、)] ?(?={names.HAN})")
_BREAKS = re.compile(rf"[、,;|&]|(?<![0-9])/(?![0-9])|\+(?={names.HAN})")
_BRACKETED = re.compile(r"[(\[【「{<《]([^()\[\]【】「」{}<>《》]*)[)\]】」}>》]")


@dataclass(frozen=True)
class RollcallEntry:
	"""One person of the list. ``raw`` is the line as pasted, identity numbers masked; times are local."""

	line_no: int
	raw: str
	name: str
	mobile: str | None = None
	last_four: str | None = None
	starts: time | None = None
	ends: time | None = None
	minutes: int | None = None
	remark: str = ""
	doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class SkippedLine:
	"""A line that is no entry."""

	line_no: int
	raw: str
	reason: SkipReason


@dataclass(frozen=True)
class Rollcall:
	"""Entries and skipped lines, both in the order of the paste."""

	entries: tuple[RollcallEntry, ...]
	skipped: tuple[SkippedLine, ...]


def parse(text: str) -> Rollcall:
	"""The people of a pasted list. Any text is read, and every line with content accounted for."""
	lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
	cleaned = [clean(line) for _, line in lines]
	first_number = next((n for n, line in enumerate(cleaned) if _NUMBERED.match(line)), None)
	entries: list[RollcallEntry] = []
	skipped: list[SkippedLine] = []
	table: Table | None = None
	for place, ((line_no, raw), line) in enumerate(zip(lines, cleaned, strict=True)):
		raw = hide_id_numbers(raw.strip())
		headings = read_headings(line)
		if headings:
			table = headings
			skipped.append(SkippedLine(line_no, raw, SkipReason.TABLE_HEADER))
			continue
		reason = names.skip_reason(line)
		if not table and first_number is not None and place < first_number:
			reason = reason or SkipReason.DESCRIPTION
		if reason:
			skipped.append(SkippedLine(line_no, raw, reason))
			continue
		base = RollcallEntry(line_no, raw, "")
		if table and len(split_cells(line)) > 1:
			found = [_row_entry(base, table, line)]
		else:
			found = _line_entries(base, line, in_chain=first_number is not None and table is None)
		entries += found
		if not found:
			skipped.append(SkippedLine(line_no, raw, SkipReason.DESCRIPTION))
	return Rollcall(tuple(_mark_duplicates(entries)), tuple(skipped))


def _row_entry(base: RollcallEntry, table: Table, line: str) -> RollcallEntry:
	cell, facts = read_row(table, line)
	cell, remarks = _take_remarks(cell)
	cell = " ".join(cell.split())
	name, further, remark = names.split_name(cell, allow_latin=True)
	doubts = [*facts.doubts, *_name_doubts(name or cell)]
	if further:
		doubts.append(Doubt.SEVERAL_NAMES)
	remark = " ".join(part for part in (remark if name else "", *further, *remarks, facts.rest) if part)
	return _with_facts(replace(base, name=name or cell), facts, remark, doubts)


def _line_entries(base: RollcallEntry, line: str, in_chain: bool) -> list[RollcallEntry]:
	"""The people of one line; empty when it reads like a description."""
	numbered = _NUMBERED.match(line)
	body = line[numbered.end() :] if numbered else line
	body, remarks = _take_remarks(_NEXT_NUMBER.sub("、", body.replace("\t", " ")))
	doubts = list[Doubt]()
	if in_chain and not numbered:
		doubts.append(Doubt.UNNUMBERED)
	doubts += [Doubt.COMPANION] * bool(names.COMPANION.search(read_facts(line).rest))
	doubts += [Doubt.CANCELLED] * bool(names.CANCELLED.search(line))
	body = names.COMPANION.sub(" ", names.CANCELLED.sub(" ", body))
	pieces = [read_facts(piece) for piece in _BREAKS.split(body)]
	people = _people(pieces, allow_latin=bool(numbered))
	if not people:
		people = _unnamed(pieces, must_keep=bool(numbered) or bool({*doubts} - {Doubt.UNNUMBERED}))
	if len(people) > 1:
		people = _share_times(people)
	return [
		_with_facts(
			replace(base, name=name),
			facts,
			" ".join(part for part in (facts.rest, *remarks) if part),
			[*doubts, *facts.doubts, *_name_doubts(name)],
		)
		for name, facts in people
	]


def _take_remarks(body: str) -> tuple[str, list[str]]:
	"""Dates and what stands in brackets, unless it is a number or a time of the person, become remarks."""
	remarks = [found[0] for found in DATE.finditer(body)]
	body = DATE.sub(" ", body)
	for found in _BRACKETED.finditer(body):
		inner = found[1].strip()
		facts = read_facts(inner)
		if inner and facts == Facts(facts.rest):
			remarks.append(inner)
			body = body.replace(found[0], " ", 1)
	return re.sub(r"[()\[\]【】「」{}<>《》]", " ", body), remarks


def _people(pieces: Iterable[Facts], allow_latin: bool) -> list[tuple[str, Facts]]:
	"""Names with their facts; a piece without a name belongs to the name before it."""
	people: list[tuple[str, Facts]] = []
	for facts in pieces:
		name, further, remark = names.split_name(facts.rest, allow_latin=allow_latin)
		facts = replace(facts, rest=remark)
		if name and further:
			facts = replace(facts, doubts=(*facts.doubts, Doubt.SEVERAL_NAMES))
		if name:
			people.append((name, facts))
			people += [(other, Facts("", doubts=(Doubt.SEVERAL_NAMES,))) for other in further]
		elif people:
			people[-1] = (people[-1][0], merge_facts(people[-1][1], facts))
		elif facts != Facts(""):
			people.append(("", facts))
	return people if any(name for name, _ in people) else []


def _unnamed(pieces: list[Facts], must_keep: bool) -> list[tuple[str, Facts]]:
	"""A line without anything like a name: kept for a person to look at if it has a number."""
	merged = pieces[0]
	for facts in pieces[1:]:
		merged = merge_facts(merged, facts)
	text = merged.rest.strip(" -:.、,")
	if not must_keep and not merged.last_four:
		return []
	if len(text) > LONGEST_ODD_NAME and not merged.last_four:
		return []
	return [(text, replace(merged, rest=""))]


def _share_times(people: list[tuple[str, Facts]]) -> list[tuple[str, Facts]]:
	"""One time said for a line of names is everybody's."""
	timed = [facts for _, facts in people if facts.starts or facts.ends or facts.minutes]
	if len(timed) != 1:
		return people
	said = timed[0]
	return [
		(name, replace(facts, starts=said.starts, ends=said.ends, minutes=said.minutes))
		for name, facts in people
	]


def _name_doubts(name: str) -> list[Doubt]:
	if not name:
		return [Doubt.NO_NAME]
	if names.is_nickname(name):
		return [Doubt.NICKNAME]
	return [] if names.is_han_name(name) or names.is_latin_name(name) else [Doubt.ODD_NAME]


def _with_facts(base: RollcallEntry, facts: Facts, remark: str, doubts: Iterable[Doubt]) -> RollcallEntry:
	return replace(
		base,
		mobile=facts.mobile,
		last_four=facts.last_four,
		starts=facts.starts,
		ends=facts.ends,
		minutes=facts.minutes,
		remark=hide_id_numbers(remark),
		doubts=tuple(dict.fromkeys(doubts)),
	)


def _mark_duplicates(entries: Iterable[RollcallEntry]) -> list[RollcallEntry]:
	"""The same name again with the same last four digits, or without any, is the same person again."""
	seen: dict[str, set[str | None]] = {}
	marked = []
	for entry in entries:
		name = normalise_name(entry.name)
		before = seen.setdefault(name, set())
		if name and (entry.last_four in before):
			entry = replace(entry, doubts=(*entry.doubts, Doubt.DUPLICATE))
		before.add(entry.last_four)
		marked.append(entry)
	return marked
