"""Which volunteers the names of a pasted list may mean: queries bounded by what the text holds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import frappe

from volunteer_services.foundation import access
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.volunteer_projects.domain.rollcall import Candidate, RollcallEntry
from volunteer_services.volunteer_registry.domain.duplicates import normalise_name
from volunteer_services.volunteer_registry.domain.identity import mask_name
from volunteer_services.volunteer_registry.services import lookup, visitors

_GONE = ("Rejected", "Deregistered")
# How the parts of a name like 阿依古丽·买买提 may be joined on file.
_JOINTS = ("", "·", "•", "・", "‧", ".", " ")
# How a short name may be drawn apart on file: 张　三, 王 小 明.
_BLANKS = (" ", "\u3000", "  ", "\u3000\u3000")
_LONGEST_DRAWN_APART = 4


@dataclass(frozen=True)
class Person:
	"""A candidate and what the user may see of the person; a masked one lies beyond the user's scope."""

	candidate: Candidate
	shown_name: str
	team_name: str = ""
	is_masked: bool = False


def find(activity, entries: Iterable[RollcallEntry]) -> dict[str, Person]:
	"""The possible volunteers by name of their file: participants of the activity, members of its team and
	the teams above and below, those in the user's scope, and beyond it by name and last four digits only."""
	entries = list(entries)
	names = sorted({variant for entry in entries for variant in _variants(entry.name)})
	numbers = sorted({entry.volunteer_no for entry in entries if entry.volunteer_no})
	digits = sorted({entry.last_four for entry in entries if entry.last_four})
	signed_up = sorted({row.volunteer for row in activity.participants if row.volunteer})
	team_line = _team_line(activity.team)
	rows = _by_name(names) + _by_digits(digits, signed_up, team_line) + _by_number(numbers)
	found = {row.name: row for row in rows}
	members = _members(sorted(found), team_line)
	near = members | set(signed_up)
	known = near | _in_scope(sorted(set(found) - near))
	beyond = _beyond([row for name, row in found.items() if name not in known], found, known, entries)
	people = {
		name: _person(row, name in signed_up, name in members, is_masked=name in beyond)
		for name, row in found.items()
		if name in known or name in beyond
	}
	visitors.note((near & set(found)) | beyond)
	for name in sorted(beyond):
		access.record("volunteer_services.api.rollcall.match", "Volunteer Profile", name, activity.name)
	return people


def _beyond(outside: list, found: dict, known: set[str], entries: list[RollcallEntry]) -> set[str]:
	"""Who is found beyond the scope by exact name and last four digits, within the allowance of look-ups.

	Every pair that nobody known satisfies counts, found or not: a paste is no way to guess.
	"""
	pairs = dict.fromkeys(
		(normalise_name(entry.name), entry.last_four) for entry in entries if entry.last_four
	)
	satisfied = {_pair(found[name]) for name in known & found.keys()}
	asked = [pair for pair in pairs if pair[0] and pair not in satisfied]
	granted = set(asked[: lookup.take_allowance(len(asked))]) if asked else set()
	return {row.name for row in outside if _pair(row) in granted}


def _pair(row) -> tuple[str, str | None]:
	return normalise_name(row.full_name), row.mobile_last_four


def _person(row, in_activity: bool, in_team: bool, is_masked: bool) -> Person:
	candidate = Candidate(row.name, row.full_name, row.mobile_last_four or None, in_activity, in_team)
	if is_masked:
		return Person(candidate, mask_name(row.full_name), is_masked=True)
	return Person(candidate, row.full_name, row.team_name or "")


def _variants(name: str) -> set[str]:
	"""The spellings under which a name may be on file, with blanks between its characters too."""
	parts = [part for part in re.split(r"[\W_]+", name) if part]
	if not parts:
		return set()
	whole = "".join(parts)
	spellings = {joint.join(parts) for joint in _JOINTS}
	if whole.isascii() or len(whole) > _LONGEST_DRAWN_APART:
		return spellings
	for blank in _BLANKS:
		spellings.add(blank.join(whole))
		spellings |= {whole[:place] + blank + whole[place:] for place in range(1, len(whole))}
	return spellings


def _team_line(team: str | None) -> tuple[str, ...]:
	"""The team, the teams above it and those below it."""
	bounds = frappe.db.get_value("Volunteer Team", team, ["lft", "rgt"]) if team else None
	if not bounds:
		return ()
	rows = frappe.db.sql(
		"""select `name` from `tabVolunteer Team`
		where (`lft` >= %(lft)s and `rgt` <= %(rgt)s) or (`lft` < %(lft)s and `rgt` > %(rgt)s)""",
		{"lft": bounds[0], "rgt": bounds[1]},
	)
	return tuple(row[0] for row in rows)


_SELECT = """select p.`name`, p.`full_name`, p.`mobile_last_four`, t.`team_name`
	from `tabVolunteer Profile` p left join `tabVolunteer Team` t on t.`name` = p.`primary_team`
	where p.`merged_into` is null and p.`workflow_state` not in %(gone)s"""


def _by_name(names: list[str]) -> list:
	if not names:
		return []
	query = f"{_SELECT} and p.`full_name` in %(names)s"
	return frappe.db.sql(query, {"gone": _GONE, "names": names}, as_dict=True)


def _by_number(numbers: list[str]) -> list:
	"""Who has these volunteer numbers; whoever lies beyond the user's scope is left out later."""
	if not numbers:
		return []
	query = f"{_SELECT} and p.`name` in %(numbers)s"
	return frappe.db.sql(query, {"gone": _GONE, "numbers": numbers}, as_dict=True)


def _by_digits(digits: list[str], signed_up: list[str], team_line: tuple[str, ...]) -> list:
	"""People near the activity with these last four digits: somebody may go by a nickname in the chat."""
	if not digits or not (signed_up or team_line):
		return []
	near = """p.`name` in %(signed_up)s or p.`name` in (
		select m.`volunteer` from `tabTeam Membership` m
		where m.`left_on` is null and m.`team` in %(teams)s)"""
	values = {"gone": _GONE, "digits": digits, "signed_up": signed_up or [""], "teams": team_line or ("",)}
	return frappe.db.sql(
		f"{_SELECT} and p.`mobile_last_four` in %(digits)s and ({near})", values, as_dict=True
	)


def _members(volunteers: list[str], team_line: tuple[str, ...]) -> set[str]:
	if not (volunteers and team_line):
		return set()
	rows = frappe.db.sql(
		"""select `volunteer` from `tabTeam Membership`
		where `left_on` is null and `volunteer` in %(volunteers)s and `team` in %(teams)s
		union select `name` from `tabVolunteer Profile`
		where `name` in %(volunteers)s and `primary_team` in %(teams)s""",
		{"volunteers": volunteers, "teams": team_line},
	)
	return {row[0] for row in rows}


def _in_scope(volunteers: list[str]) -> set[str]:
	if not volunteers:
		return set()
	where = scope.condition("Volunteer Profile", alias="p")
	query = "select p.`name` from `tabVolunteer Profile` p where p.`name` in %(volunteers)s"
	rows = frappe.db.sql(f"{query} and {where}" if where else query, {"volunteers": volunteers})
	return {row[0] for row in rows}
