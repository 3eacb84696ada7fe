"""What the events of an activity come to: for each sign-up the times, the minutes, the doubts, the trust."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import cint, get_datetime

from volunteer_services.volunteer_projects.domain import check_in as rules
from volunteer_services.volunteer_projects.services.presence import windows


@dataclass(frozen=True)
class Found:
	"""The presence of one person at one shift."""

	sign_up: str
	shift: str
	volunteer: str
	volunteer_name: str
	break_minutes: int
	presence: rules.Presence


def of_activity(activity: str) -> list[Found]:
	"""All presences of the activity, with one query whatever their number, in the order of the names."""
	events: dict[str, list[frappe._dict]] = defaultdict(list)
	for row in frappe.db.sql(
		"""select c.`sign_up`, c.`shift`, c.`volunteer`, c.`volunteer_name`, c.`kind`, c.`happened_at`,
			c.`received_at`, c.`method`, c.`is_within`, c.`clock_skew`, c.`offline_id`,
			f.`starts_on` as shift_starts_on, f.`ends_on` as shift_ends_on, f.`break_minutes`
		from `tabCheck In` c inner join `tabActivity Shift` f on f.`name` = c.`shift`
		where c.`activity` = %s order by c.`volunteer_name`, c.`sign_up`, c.`happened_at`, c.`creation`""",
		(activity,),
		as_dict=True,
	):
		events[row.sign_up].append(row)
	return [_found(rows) for rows in events.values()]


def by_person(activity: str) -> dict[str, list[rules.Presence]]:
	"""The presences of each volunteer who was checked in at the activity."""
	people = defaultdict(list)
	for found in of_activity(activity):
		people[found.volunteer].append(found.presence)
	return people


def _found(rows: list[frappe._dict]) -> Found:
	first = rows[0]
	presence = rules.presence((_event(row) for row in rows), windows.of_row(first))
	return Found(
		first.sign_up,
		first.shift,
		first.volunteer,
		first.volunteer_name,
		cint(first.break_minutes),
		presence,
	)


def _event(row: frappe._dict) -> rules.Event:
	# Only what came from a phone without network has waited; a leader may enter an event late.
	return rules.Event(
		row.kind,
		get_datetime(row.happened_at),
		row.method,
		get_datetime(row.received_at) if row.offline_id else None,
		{"Inside": True, "Outside": False}.get(row.is_within or ""),
		timedelta(seconds=cint(row.clock_skew)),
	)


def against_the_list(activity, found: list[Found]) -> list[dict]:
	"""Where the roll-call and the events disagree: {volunteer, volunteer_name, problem}.

	The roll-call has the last word; this is for the leader to look at. Nothing disagrees with a list that
	nobody has filled yet.
	"""
	if not activity.participants:
		return []
	listed = {row.volunteer: row for row in activity.participants if row.volunteer}
	present = {name for name, row in listed.items() if row.status != "Absent"}
	seen = {one.volunteer: one for one in found}
	problems = [
		_problem(
			one.volunteer,
			one.volunteer_name,
			_("Checked in, but absent by the list.")
			if one.volunteer in listed
			else _("Checked in, but not in the list."),
		)
		for one in seen.values()
		if one.volunteer not in present
	]
	problems += [
		_problem(volunteer, listed[volunteer].volunteer_name, _("In the list, but never checked in."))
		for volunteer in sorted(present - seen.keys())
	]
	return problems


def _problem(volunteer: str, name: str, problem: str) -> dict:
	return {"volunteer": volunteer, "volunteer_name": name, "problem": problem}
