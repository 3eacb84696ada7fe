"""From what a line says to the entries of its people: times settled, sections applied, remainders named."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import time

from volunteer_services.volunteer_projects.domain.rollcall import names
from volunteer_services.volunteer_projects.domain.rollcall.clock import settle, span_minutes
from volunteer_services.volunteer_projects.domain.rollcall.model import (
	Facts,
	Occasion,
	Read,
	RollcallEntry,
	unique,
)
from volunteer_services.volunteer_projects.domain.rollcall.remainder import unread_words
from volunteer_services.volunteer_projects.domain.rollcall.sections import Section
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, What
from volunteer_services.volunteer_projects.domain.rollcall.writing import hide_id_numbers
from volunteer_services.volunteer_registry.domain.duplicates import normalise_name

_TAKEN_BACK = frozenset({Doubt.CANCELLED, Doubt.PROXY, Doubt.NOT_SERVICE})
Times = tuple[time | None, time | None]


def finish(
	base: RollcallEntry,
	facts: Facts,
	section: Section,
	occasion: Occasion | None,
	left: str = "",
	unknown: Iterable[str] = (),
) -> list[RollcallEntry]:
	"""The entries of one person: one, or one for each of several spans.

	``base`` has line, name and remark; ``left`` is the text that nothing was read from, ``unknown`` are the
	cells of columns that are not known.
	"""
	facts = _with_section(facts, section)
	times, doubts = _settle_all(facts, occasion)
	doubts = [*facts.doubts, *name_doubts(base.name), *doubts]
	unread = unique((*unread_words(left), *unknown))
	if unread and not any(doubt.asks for doubt in doubts):
		doubts.append(Doubt.NOT_UNDERSTOOD)
	reads = (*([Read(What.NAME, base.name)] if base.name else []), *facts.reads)
	whole = replace(
		base,
		mobile=facts.mobile,
		last_four=facts.last_four,
		volunteer_no=facts.volunteer_no,
		minutes=facts.minutes if len(times) == 1 else None,
		remark=hide_id_numbers(base.remark),
		doubts=unique(doubts),
		reads=tuple(Read(read.what, hide_id_numbers(read.words)) for read in unique(reads)),
		unread=tuple(hide_id_numbers(words) for words in unread),
	)
	return [replace(whole, starts=starts, ends=ends) for starts, ends in times]


def name_doubts(name: str) -> list[Doubt]:
	"""What is odd about a name."""
	if not name:
		return [Doubt.NO_NAME]
	if names.is_nickname(name):
		return [Doubt.NICKNAME]
	return [] if names.is_han_name(name) or names.is_latin_name(name) else [Doubt.ODD_NAME]


def mark_duplicates(entries: Iterable[RollcallEntry]) -> list[RollcallEntry]:
	"""The same name again with the same last four digits, or without any, is the same person again.

	Morning and evening of one person are two entries, not the same twice.
	"""
	seen: dict[tuple[str, str | None, str | None], list[RollcallEntry]] = {}
	marked = []
	for entry in entries:
		name = normalise_name(entry.name)
		before = seen.setdefault((name, entry.last_four, entry.volunteer_no), [])
		if name and before and not all(are_apart(entry, other) for other in before):
			entry = replace(entry, doubts=(*entry.doubts, Doubt.DUPLICATE))
		before.append(entry)
		marked.append(entry)
	return _doubt_repeated(marked)


def _doubt_repeated(entries: list[RollcallEntry]) -> list[RollcallEntry]:
	"""王芳 in an earlier line and 王芳取消 in a later one: the earlier is asked as well."""
	later: dict[str, list[RollcallEntry]] = {}
	for entry in entries:
		if set(entry.doubts) & _TAKEN_BACK:
			later.setdefault(normalise_name(entry.name), []).append(entry)
	found = []
	for entry in entries:
		others = [
			o for o in later.get(normalise_name(entry.name), []) if o.line_no > entry.line_no and entry.name
		]
		doubts = unique((*entry.doubts, *(d for o in others for d in o.doubts if d in _TAKEN_BACK)))
		found.append(replace(entry, doubts=doubts, unread=unique((*entry.unread, *(o.raw for o in others)))))
	return found


def are_apart(one: RollcallEntry, other: RollcallEntry) -> bool:
	"""Whether both entries say when, and at different times."""
	if not (one.starts and one.ends and other.starts and other.ends):
		return False
	first, second = (one, other) if one.starts <= other.starts else (other, one)
	if first.starts is None or second.starts is None or first.ends is None:
		return False
	return first.starts < first.ends <= second.starts


def _with_section(facts: Facts, section: Section) -> Facts:
	"""What the line's section says, where the line does not say it itself."""
	doubts, reads = (*facts.doubts, *section.doubts), facts.reads
	speaks = section.doubts or (not facts.says_time and (section.spans or section.minutes))
	if section.words and speaks:
		reads = (*reads, Read(What.SECTION, section.words))
	if facts.says_time:
		doubts = (*facts.doubts, *(doubt for doubt in section.doubts if doubt is not Doubt.TIME_UNCLEAR))
		return replace(facts, doubts=unique(doubts), reads=reads)
	return replace(facts, spans=section.spans, minutes=section.minutes, doubts=unique(doubts), reads=reads)


def _settle_all(facts: Facts, occasion: Occasion | None) -> tuple[list[Times], list[Doubt]]:
	"""The times of each span, one after another; else the first and a doubt."""
	if not facts.spans:
		return [(None, None)], []
	settled = [settle(span, occasion) for span in facts.spans]
	times = [(starts, ends) for starts, ends, _ in settled]
	doubts = [doubt for *_, found in settled for doubt in found]
	if len(times) > 1 and not _are_in_order(times):
		return times[:1], [*doubts, Doubt.TIME_UNCLEAR]
	spent = [span_minutes(starts, ends) for starts, ends in times if starts and ends]
	if facts.minutes and len(spent) == len(times) and sum(spent) != facts.minutes:
		doubts.append(Doubt.CONTRADICTION)
	return times, doubts


def _are_in_order(times: list[Times]) -> bool:
	marks = [moment for pair in times for moment in pair]
	if not all(marks):
		return False
	pairs = itertools.pairwise(marks)
	return all(
		one is not None and other is not None and (one < other if n % 2 == 0 else one <= other)
		for n, (one, other) in enumerate(pairs)
	)
