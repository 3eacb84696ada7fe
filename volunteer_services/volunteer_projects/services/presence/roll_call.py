"""From sign-ups and check-ins to the rows of the roll-call, which has the last word."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.volunteer_projects.services.presence import presences
from volunteer_services.volunteer_projects.services.signing import outcome


def into_grid(activity: str) -> int:
	"""Put those who hold a place into the roll-call of the activity, and store it."""
	doc = frappe.get_doc("Service Activity", activity, for_update=True)
	added = fill(doc)
	if added:
		doc.save()
	return added


def fill(activity) -> int:
	"""Put those who hold a place into the grid as present, nobody twice. Returns how many rows were added.

	The times are those of the check-ins, a row for each pair; else those of the shift where it is not the
	whole activity. Who was checked in without a check-out yet is left for the leader.
	"""
	seen = {one.sign_up: one for one in presences.of_activity(activity.name)}
	there = {(row.volunteer, cstr(row.starts_on)) for row in activity.participants}
	named = {row.volunteer for row in activity.participants}
	added = 0
	for person in outcome.expected_people(activity.name):
		if one := seen.get(person.name):
			added += _append_seen(activity, person, one, named)
			continue
		times = ("starts_on", "ends_on", "break_minutes")
		own = {} if person.is_whole else {field: person[field] for field in times}
		if (person.volunteer, cstr(own.get("starts_on"))) in there or (
			person.is_whole and person.volunteer in named
		):
			continue
		values = {"volunteer": person.volunteer, "volunteer_name": person.volunteer_name, "post": person.post}
		activity.append("participants", {**values, "status": "Attended", **own})
		added += 1
	return added


def _append_seen(activity, person: frappe._dict, one: presences.Found, named: set) -> int:
	"""Rows with the times that were seen. The break is taken from the longest of them where the person stayed
	for more than half of the shift, so that the rows come to the minutes of the rule."""
	if person.volunteer in named or not one.presence.pairs:
		return 0
	pairs = one.presence.pairs
	whole = sum(int((pair.ends_on - pair.starts_on).total_seconds() // 60) for pair in pairs)
	longest = max(pairs, key=lambda pair: pair.ends_on - pair.starts_on)
	for pair in pairs:
		activity.append(
			"participants",
			{
				"volunteer": person.volunteer,
				"volunteer_name": person.volunteer_name,
				"post": person.post,
				"status": "Attended",
				"starts_on": pair.starts_on,
				"ends_on": pair.ends_on,
				"break_minutes": whole - one.presence.minutes if pair is longest else 0,
				"problem": "; ".join(_(doubt) for doubt in one.presence.doubts) or None,
			},
		)
	return len(pairs)
