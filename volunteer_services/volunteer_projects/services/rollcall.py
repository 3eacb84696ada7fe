"""Pasting a roll-call (接龙 or spreadsheet columns) into an activity: who is meant, what must be asked."""

from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.utils import cint, get_datetime

from volunteer_services.exceptions import RollCallError
from volunteer_services.foundation.domain.words import Word
from volunteer_services.foundation.domain.worktime import span_of_times
from volunteer_services.volunteer_projects.domain import rollcall as rules
from volunteer_services.volunteer_projects.services import rollcall_candidates

LONGEST_TEXT = 40_000
_LONGEST_REMARK = 140


def match(name: str, text: str) -> dict:
	"""Read the text and find its volunteers; nothing is stored.

	Returns ``rows`` (one for each person and time of the text, in order), ``skipped`` (lines that name
	nobody, with the reason) and ``people`` (by volunteer: name, last_four, team, is_masked). A row says what
	was ``read`` from which words and which stayed ``unread``; one that ``asks`` has no volunteer until a
	person answers, and ``is_sole`` lacks only the team. Words are in the user's language.
	Raises RollCallError when the text is longer than LONGEST_TEXT characters.
	"""
	if len(text) > LONGEST_TEXT:
		frappe.throw(
			_("The text has {0} characters. Paste at most {1} at a time.").format(len(text), LONGEST_TEXT),
			RollCallError,
			title=_("Roll Call"),
		)
	activity = frappe.get_doc("Service Activity", name)
	rollcall = rules.parse(text, _occasion(activity))
	people = rollcall_candidates.find(activity, rollcall.entries)
	results = rules.match(rollcall.entries, (person.candidate for person in people.values()))
	return {
		"rows": [_row(activity, result) for result in results],
		"skipped": [
			{"line_no": line.line_no, "raw": line.raw, "reason": _said(line.reason)}
			for line in rollcall.skipped
		],
		"people": {key: _shown(person) for key, person in people.items()},
	}


def _occasion(activity) -> rules.Occasion | None:
	"""The activity's time, by which the list is read."""
	if not (activity.starts_on and activity.ends_on):
		return None
	return rules.Occasion(get_datetime(activity.starts_on), get_datetime(activity.ends_on))


def _said(word: Word) -> str:
	"""A word of the reading; it brings its own Chinese."""
	return word.zh if (frappe.local.lang or "").startswith("zh") and word.zh else _(str(word))


def _row(activity, result: rules.MatchResult) -> dict:
	entry = result.entry
	starts_on, ends_on = _times(activity, entry)
	return {
		"line_no": entry.line_no,
		"raw": entry.raw,
		"name": entry.name,
		"last_four": entry.last_four,
		"outcome": str(result.outcome),
		"reason": _said(result.reason),
		"doubts": [_said(doubt) for doubt in entry.doubts],
		"asks": entry.asks,
		"is_sole": result.is_sole,
		"read": [{"what": _said(read.what), "words": read.words} for read in entry.reads],
		"unread": list(entry.unread),
		"volunteer": result.volunteer,
		"candidates": list(result.candidates),
		"starts_on": str(starts_on) if starts_on else None,
		"ends_on": str(ends_on) if ends_on else None,
		"break_minutes": 0 if _is_net(entry) else usual_break(activity, starts_on, ends_on),
		"remark": entry.remark[:_LONGEST_REMARK],
	}


def _shown(person: rollcall_candidates.Person) -> dict:
	return {
		"name": person.shown_name,
		"last_four": person.candidate.last_four,
		"team": person.team_name,
		"is_masked": person.is_masked,
	}


def _times(activity, entry: rules.RollcallEntry) -> tuple[datetime | None, datetime | None]:
	"""The person's own times on the day of the activity; None where the activity's hold.

	A duration alone is counted from the start of the activity.
	"""
	start = get_datetime(activity.starts_on)
	if entry.starts and entry.ends and entry.starts != entry.ends:
		return span_of_times(start.date(), entry.starts, entry.ends)
	if entry.starts and not entry.ends:
		return datetime.combine(start.date(), entry.starts), None
	if entry.ends and not entry.starts:
		same = entry.ends == start.time()
		return None, None if same else span_of_times(start.date(), start.time(), entry.ends)[1]
	if entry.minutes:
		return start, start + timedelta(minutes=entry.minutes)
	return None, None


def _is_net(entry: rules.RollcallEntry) -> bool:
	"""A duration says the time given itself; no break comes off it."""
	return bool(entry.minutes and not (entry.starts or entry.ends))


def usual_break(activity, starts_on: datetime | None, ends_on: datetime | None) -> int:
	"""The activity's break for who stayed more than half of it, else none, in minutes.

	Only a suggestion for rows with start and end of their own: the form shows it, and a person may change it.
	"""
	if not starts_on or not ends_on:
		return cint(activity.break_minutes) if starts_on or ends_on else 0
	whole = get_datetime(activity.ends_on) - get_datetime(activity.starts_on)
	stayed = ends_on - starts_on
	pause = cint(activity.break_minutes)
	return pause if stayed > whole / 2 and stayed > timedelta(minutes=pause) else 0
