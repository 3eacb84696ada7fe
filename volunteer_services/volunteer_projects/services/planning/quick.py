"""A new activity in a few words, as on a phone: a draft, to be completed before it is published."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime

from volunteer_services.exceptions import ActivityError

ACTIVITY, PROJECT = "Service Activity", "Volunteer Project"
_LONGEST_CONTENT = 500


def draft(project: str, activity_name: str, starts_on: str, ends_on: str, location: str, places: int) -> dict:
	"""Make a draft: {name, is_new}. The same project, name and beginning again is the draft of before,
	however often the button was pressed.

	``places`` 0: any number of people. Content and leader come from the project and the session's user, until
	somebody says more. Raises ActivityError for an empty name or place, and what the activity raises.
	"""
	title, place = " ".join(activity_name.split()), " ".join(location.split())
	if not title or not place:
		frappe.throw(_("Give the activity a name and a place."), ActivityError, title=_("Service Activity"))
	# Who presses twice is behind the first one here.
	rows = frappe.db.sql(
		"select `project_name`, `description` from `tabVolunteer Project` where `name` = %s for update",
		(project,),
		as_dict=True,
	)
	known = frappe.db.get_value(
		ACTIVITY,
		{
			"project": project,
			"activity_name": title,
			"starts_on": get_datetime(starts_on),
			"owner": frappe.session.user,
			"workflow_state": "Draft",
		},
		"name",
	)
	if known:
		return {"name": known, "is_new": False}
	doc = frappe.get_doc(
		{
			"doctype": ACTIVITY,
			"project": project,
			"activity_name": title,
			"starts_on": starts_on,
			"ends_on": ends_on,
			"location": place,
			"capacity": max(cint(places), 0),
			"any_number": int(cint(places) <= 0),
			"activity_leader": frappe.utils.get_fullname(frappe.session.user),
			"service_content": _content(rows[0] if rows else frappe._dict(), title),
		}
	)
	doc.insert()
	return {"name": doc.name, "is_new": True}


def _content(project: frappe._dict, title: str) -> str:
	text = " ".join(frappe.utils.strip_html(cstr(project.description)).split())
	return text[:_LONGEST_CONTENT] or title
