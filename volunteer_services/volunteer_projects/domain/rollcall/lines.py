"""The people of one line of a chain or a plain list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from volunteer_services.volunteer_projects.domain.rollcall import names
from volunteer_services.volunteer_projects.domain.rollcall.entries import finish
from volunteer_services.volunteer_projects.domain.rollcall.facts import merge_facts, read_facts
from volunteer_services.volunteer_projects.domain.rollcall.model import (
	Facts,
	Occasion,
	Read,
	RollcallEntry,
	joined,
	unique,
)
from volunteer_services.volunteer_projects.domain.rollcall.sections import Section
from volunteer_services.volunteer_projects.domain.rollcall.words import Doubt, What
from volunteer_services.volunteer_projects.domain.rollcall.writing import HAN, simplify

LONGEST_ODD_NAME = 8
# What belongs to every name of the line where it stands between several.
_OF_THE_LINE = frozenset(
	{Doubt.CANCELLED, Doubt.WAITING, Doubt.PROXY, Doubt.COMPANION, Doubt.NOT_SERVICE, Doubt.OTHER_DAY}
)
_COUNTED = (
	r"(?!月|日|号|点|时|年|人|个|分|小时|天|位|周岁|元|岁|楼|栋|组|队|班|场|次|刻|钟|批|期|节|届|级|区"
	r"|中队|大队|小组|支部)"
)
_NUMBERED = re.compile(
	r"^(?:[(\[【「<]([0-9]{1,3})[)\]】」>]|(?:no\.?|№|#|第) ?([0-9]{1,3})(?![0-9]) ?[位名个.、:)。]*"
	r"|([0-9]{1,3}) ?(?:[、)\]】>。·]|[.,:_](?![0-9])|-(?=\s*[^\s0-9]))|([0-9]{1,3}) +(?![0-9])"
	rf"|([0-9]{{1,3}})(?={HAN}{{2}}){_COUNTED}|[(\[【][一二三四五六七八九十]{{1,3}}[)\]】]"
	rf"|[一二三四五六七八九十]{{1,3}}[、.。])[.、:)。]?\s*",
	re.IGNORECASE,
)
_NEXT_NUMBER = re.compile(
	rf"(?:(?:(?<=[\s)\]】;,])|(?<={HAN}))([0-9]{{1,3}}) ?[.、)。:]|(?<={HAN})\s*[(\[【][0-9]{{1,3}}[)\]】])"
	rf" ?(?=@?{HAN}{{2}}){_COUNTED}"
)
_BARE_NUMBER = re.compile(rf"(?<=\s)([0-9]{{1,3}}) ?(?={HAN}{{2}}){_COUNTED}")
_HAN_RUN = re.compile(f"@?({HAN}+)")
_BREAKS = re.compile(rf"[、,;|&@]|(?<![0-9])/(?![0-9])|\+(?={HAN})")
_BRACKETED = re.compile(r"[(\[【「{<《]([^()\[\]【】「」{}<>《》]*)[)\]】」}>》]")


def number_of(line: str) -> re.Match[str] | None:
	"""The number that a cleaned line of a chain begins with."""
	return _NUMBERED.match(simplify(line))


def read_line(
	base: RollcallEntry, line: str, in_chain: bool, section: Section, occasion: Occasion | None
) -> list[RollcallEntry]:
	"""The entries of one line; none when it reads like a description."""
	numbered = number_of(line)
	body = (line[numbered.end() :] if numbered else line).replace("\t", " ")
	body, remarks = take_remarks(_split_numbers(body, numbered), occasion)
	body = names.join_spaced(body)
	pieces = [read_facts(piece, occasion) for piece in _BREAKS.split(body)]
	aside = [read_facts(remark, occasion) for remark in remarks]
	doubts = [doubt for facts in (*pieces, *aside) for doubt in facts.doubts if doubt in _OF_THE_LINE]
	doubts = [Doubt.UNNUMBERED] * (in_chain and not numbered) + doubts
	people = _people(pieces, allow_latin=bool(numbered))
	if not people:
		people = _unnamed(pieces, must_keep=bool(numbered) or bool({*doubts} - {Doubt.UNNUMBERED}))
	if len(people) > 1:
		people = _share_times(people)
	aside_reads = [read for facts in aside for read in facts.reads]
	found = list[RollcallEntry]()
	for name, facts in people:
		facts = replace(
			facts,
			doubts=unique((*doubts, *facts.doubts, *(d for other in aside for d in other.doubts))),
			reads=unique((*facts.reads, *_reads_of_doubts(pieces, facts), *aside_reads)),
		)
		person = replace(base, name=name, remark=joined((facts.rest, *remarks)))
		left = joined((facts.rest, *(other.rest for other in aside)))
		found += finish(person, facts, section, occasion, left)
	return found


def _reads_of_doubts(pieces: list[Facts], own: Facts) -> list[Read]:
	"""The words of the line by which every name of it is doubted."""
	kinds = {What.ABSENT, What.WAITING, What.PROXY, What.COMPANION, What.NOT_SERVICE, What.DAY}
	return [read for facts in pieces if facts is not own for read in facts.reads if read.what in kinds]


def _split_numbers(body: str, numbered: re.Match[str] | None) -> str:
	"""1.陈小明2.李秀兰 in one line: each number begins a person; a bare one only where it is the next."""
	text = _NEXT_NUMBER.sub(lambda found: "、" if _names_follow(body, found) else found[0], body)
	if text != body or not numbered:
		return text
	current = int(next((group for group in numbered.groups() if group), 0))
	for found in list(_BARE_NUMBER.finditer(simplify(body))):
		name = _HAN_RUN.match(body, found.end())
		if current and int(found[1]) == current + 1 and name and names.has_surname(name[1]):
			current += 1
			text = (
				text[: found.start()] + "、" + " " * (found.end() - found.start() - 1) + text[found.end() :]
			)
	return text


def _names_follow(body: str, found: re.Match[str]) -> bool:
	name = _HAN_RUN.match(body, found.end())
	return bool(name and names.is_han_name(name[1][:3]))


def take_remarks(body: str, occasion: Occasion | None) -> tuple[str, list[str]]:
	"""What stands in brackets, unless it is a number or a time of the person, becomes a remark."""
	remarks = []
	for found in _BRACKETED.finditer(body):
		inner = found[1].strip()
		facts = read_facts(inner, occasion)
		if inner and not (facts.says_time or facts.mobile or facts.last_four or facts.volunteer_no):
			remarks.append(inner)
			body = body.replace(found[0], " ", 1)
	return re.sub(r"[()\[\]【】「」{}<>《》]", " ", body), remarks


def _people(pieces: Iterable[Facts], allow_latin: bool) -> list[tuple[str, Facts]]:
	"""Names with their facts; a piece without a name belongs to the name before it, or after it."""
	people: list[tuple[str, Facts]] = []
	for facts in pieces:
		name, further, remark = names.split_name(facts.rest, allow_latin=allow_latin)
		facts = replace(facts, rest=remark)
		if name and further:
			facts = replace(facts, doubts=(*facts.doubts, Doubt.SEVERAL_NAMES))
		if name and len(people) == 1 and not people[0][0]:
			people = [(name, merge_facts(people[0][1], facts))]
		elif name:
			people.append((name, facts))
		elif people:
			people[-1] = (people[-1][0], merge_facts(people[-1][1], facts))
		elif facts.says_anything:
			people.append(("", facts))
		people += [(other, Facts(doubts=(Doubt.SEVERAL_NAMES,))) for other in further]
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
	timed = [facts for _, facts in people if facts.says_time]
	if len(timed) != 1:
		return people
	said = timed[0]
	kinds = (What.TIME, What.DURATION)
	reads = tuple(read for read in said.reads if read.what in kinds)
	return [
		(
			name,
			facts
			if facts is said
			else replace(facts, spans=said.spans, minutes=said.minutes, reads=(*facts.reads, *reads)),
		)
		for name, facts in people
	]
