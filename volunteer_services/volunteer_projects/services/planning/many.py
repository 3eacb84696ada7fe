"""Shifts for several days, times and posts are made at once."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cstr, get_datetime, getdate

from volunteer_services.exceptions import ActivityError
from volunteer_services.foundation.domain import arguments
from volunteer_services.foundation.rules import enforce
from volunteer_services.volunteer_projects.domain import shift_plan as rules
from volunteer_services.volunteer_projects.services.shifts import DOCTYPE


def make(activity: str, days: list, hours: list[dict], wanted: list[dict], break_minutes: int) -> dict:
	"""Make the shifts that are not there yet: {made, there}. One that is refused refuses all.

	``hours``: title, starts, ends. ``wanted``: post, capacity, minimum, reserves. Raises ActivityError for a
	plan that cannot be, ArgumentError for days and numbers that are none, and what a shift's form refuses.
	"""
	chosen = [getdate(arguments.day("days", day)) for day in days]
	needed = [_wanted(row) for row in wanted]
	with enforce(ActivityError, _("Shift")):
		planned = rules.plan(chosen, [_hours(row) for row in hours], needed)
	there = _there(activity)
	new = [one for one in planned if one.key not in there]
	for one in new:  # at most rules.MOST_AT_ONCE
		frappe.get_doc(
			{
				"doctype": DOCTYPE,
				"activity": activity,
				"shift_title": one.title,
				"post": one.post or None,
				"starts_on": one.starts_on,
				"ends_on": one.ends_on,
				"break_minutes": break_minutes,
				"capacity": one.capacity,
				"minimum": one.minimum,
				"reserves": one.reserves,
			}
		).insert()
	return {"made": len(new), "there": len(planned) - len(new)}


def _hours(row: dict) -> rules.Hours:
	return rules.Hours(
		cstr(row.get("title")), rules.clock(cstr(row.get("starts"))), rules.clock(cstr(row.get("ends")))
	)


def _wanted(row: dict) -> rules.Wanted:
	numbers = (arguments.whole(field, row.get(field) or 0) for field in ("capacity", "minimum", "reserves"))
	return rules.Wanted(cstr(row.get("post")).strip(), *numbers)


def _there(activity: str) -> set[tuple]:
	"""The shifts that people planned, as they stand now: the activity is locked, so that a second click
	finds what the first has made."""
	frappe.db.sql("select `name` from `tabService Activity` where `name` = %s for update", (activity,))
	rows = frappe.db.sql(
		"""select `post`, `starts_on`, `ends_on` from `tabActivity Shift`
		where `activity` = %s and `is_whole` = 0 for update""",
		(activity,),
	)
	return {(cstr(post), get_datetime(starts_on), get_datetime(ends_on)) for post, starts_on, ends_on in rows}
