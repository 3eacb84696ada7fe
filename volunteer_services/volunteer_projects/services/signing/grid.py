"""People in an activity's grid who are still to come are signed up: the grid is for the roll-call."""

import frappe
from frappe import _
from frappe.utils import cstr, get_datetime, now_datetime

from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.volunteer_projects.services.presence import presences
from volunteer_services.volunteer_projects.services.signing import enter, outcome

PLANNED = ("Signed Up", "Waiting")


def take_out(activity) -> list:
	"""Take the rows of those who are to come out of the grid of a published activity; returns them."""
	if activity.workflow_state != "Published" or get_datetime(activity.starts_on) <= now_datetime():
		return []
	planned = [row for row in activity.participants if row.status in PLANNED and row.volunteer]
	if planned:
		activity.set("participants", [row for row in activity.participants if row not in planned])
	return planned


def sign_up(activity, rows: list) -> None:
	"""Sign up whom the grid named, in its order, after the activity was stored. Who cannot come stays in the
	grid, with the reason."""
	waiting = refused = 0
	for row in rows:
		with tried() as outcome_of_row:
			ask = enter.Ask(row.volunteer, row.post or "")
			answer = enter.sign_up(activity.name, ask, channel=enter.ROLL_CALL, remark=row.remark)
			waiting += answer["status"] == "Waiting"
		if outcome_of_row.problem:
			_keep(activity, row, outcome_of_row.problem)
			refused += 1
	if rows:
		frappe.msgprint(
			_("{0} people are signed up; {1} of them wait for a place. {2} could not be signed up.").format(
				len(rows) - refused, waiting, refused
			),
			alert=True,
			indicator="orange" if waiting or refused else "green",
		)


def _keep(activity, row, reason: str) -> None:
	row.problem = reason
	row.parent, row.parenttype, row.parentfield = activity.name, activity.doctype, "participants"
	row.idx = len(activity.participants) + 1
	if frappe.db.exists(row.doctype, row.name):
		row.db_update()
	else:
		row.db_insert()
	activity.participants.append(row)


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
				"problem": "; ".join(_(doubt, context="Check In") for doubt in one.presence.doubts) or None,
			},
		)
	return len(pairs)
