"""The roll-call of one activity: who is expected and who is there, for a page that works without network."""

from __future__ import annotations

import frappe
from frappe.utils import cstr, get_datetime, now_datetime

from volunteer_services.portal.services.own.words import clock, span
from volunteer_services.portal.services.staff import activities
from volunteer_services.volunteer_projects.services.presence import door

ACTIVITY = activities.ACTIVITY
MOST = 300
_OPEN = ("Published", "Completed")


def add(context) -> None:
	"""Put ``roll`` (of the activity in the address, or None), else ``activities``, into the context."""
	name = cstr(frappe.form_dict.get("activity"))
	context.roll = _roll(name) if name else None
	context.is_missing = bool(name) and not context.roll
	context.activities = [] if context.roll else activities.listed(day_only=True)
	context.may_register = bool(frappe.has_permission("Volunteer Profile", "create"))


def _roll(name: str) -> frappe._dict | None:
	if not frappe.db.exists(ACTIVITY, name) or not frappe.has_permission(ACTIVITY, "write", name):
		return None
	row = frappe.db.get_value(
		ACTIVITY, name, ["activity_name", "starts_on", "ends_on", "location", "workflow_state"], as_dict=True
	)
	if row.workflow_state not in _OPEN:
		return None
	board = door.board(name)
	digits = _last_four([one["volunteer"] for one in board["people"]])
	people = [_person(one, digits) for one in board["people"][:MOST]]
	now = now_datetime()
	is_over = get_datetime(row.ends_on) < now
	return frappe._dict(
		name=name,
		title=row.activity_name,
		when=span(row),
		place=row.location,
		people=people,
		more=max(len(board["people"]) - MOST, 0),
		problems=board["problems"],
		forgotten=[one["who"] for one in people if one["since"] and not one["until"]] if is_over else [],
		now=f"{now:%Y-%m-%dT%H:%M:%S}",
	)


def _person(one: dict, digits: dict[str, str]) -> dict:
	return {
		"sign_up": one["name"],
		"volunteer": one["volunteer"],
		"who": one["volunteer_name"],
		"last_four": digits.get(one["volunteer"]) or "",
		"post": one["post"] or "",
		"since": clock(one["since"]),
		"until": clock(one["until"]),
		"doubts": one["doubts"],
	}


def _last_four(volunteers: list[str]) -> dict[str, str]:
	return dict(
		frappe.db.sql(
			"select `name`, `mobile_last_four` from `tabVolunteer Profile` where `name` in %s",
			(tuple(volunteers) or ("",),),
		)
	)
