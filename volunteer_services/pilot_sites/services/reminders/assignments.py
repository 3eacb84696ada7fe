"""Assignments of overdue milestones and of rectifications: made once, closed when what they ask for is done.

An assignment that somebody made by hand stays that person's: it is neither doubled nor closed here.
"""

import frappe
from frappe import _
from frappe.utils import format_date, nowdate

from volunteer_services.foundation.messages import send
from volunteer_services.pilot_sites.services.reminders.due import Due
from volunteer_services.pilot_sites.services.reminders.recipients import speaking

MILESTONE = "Pilot Site Milestone"


def assign_milestone(due: Due, user: str, text: str) -> None:
	"""Assign the pilot site to who answers for an overdue milestone; further ones share the assignment."""
	todo = _open_todo(due.doctype, due.document, user)
	if todo is None:
		todo = _assign(due.doctype, due.document, user, text, due.due_on)
	elif frappe.db.get_value(MILESTONE, {"assignment": todo}, "name"):
		before = frappe.db.get_value("ToDo", todo, "description")
		frappe.db.set_value("ToDo", todo, "description", f"{before}<br>{frappe.utils.escape_html(text)}")
	else:
		return
	frappe.db.set_value(MILESTONE, due.row, "assignment", todo, update_modified=False)


def assign_rectification(assessment) -> None:
	"""Assign the follow-up of an assessment to whoever rectifies, when it is made, and say so."""
	user = assessment.rectify_owner
	if not frappe.db.get_value("User", {"name": user, "enabled": 1}, "name"):
		return
	with speaking(frappe.db.get_value("User", user, "language")):
		text = _("Rectify {0} by {1}, then submit this assessment.").format(
			assessment.site_name, format_date(assessment.rectify_by)
		)
	_assign(assessment.doctype, assessment.follow_up, user, text, assessment.rectify_by)
	if user != frappe.session.user:
		send.send([send.Line("Site Work", text, assessment.doctype, assessment.follow_up, user=user)])


def close_done(site) -> None:
	"""After a pilot site was saved: close the assignments of milestones that are done, waived or moved."""
	_close_unneeded({row.assignment for row in site.milestones if row.assignment}, nowdate())


def close_rectification(assessment) -> None:
	"""A follow-up that was submitted is off the list of whoever rectified."""
	if assessment.follow_up_of:
		todo = _open_todo(assessment.doctype, assessment.name, assessment.owner)
		if todo:
			_close(todo)


def close_finished(day) -> None:
	"""Daily: close the assignments of milestones that were changed otherwise than by saving their site."""
	_close_unneeded(
		set(
			frappe.db.sql_list(
				"""select distinct m.`assignment` from `tabPilot Site Milestone` as m
				inner join `tabToDo` as t on t.`name` = m.`assignment` and t.`status` = 'Open'"""
			)
		),
		day,
	)


def _close_unneeded(todos: set[str], day) -> None:
	"""Close those of the assignments that no overdue milestone of a running site needs any more."""
	if not todos:
		return
	needed = set(
		frappe.db.sql_list(
			"""select distinct m.`assignment` from `tabPilot Site Milestone` as m
			inner join `tabPilot Site` as s on s.`name` = m.`parent` and m.`parenttype` = 'Pilot Site'
			where m.`assignment` in %s and m.`status` = 'Open' and m.`due_on` < %s
				and s.`workflow_state` in ('Designated', 'Active')""",
			(tuple(todos), day),
		)
	)
	for todo in sorted(todos - needed):
		if frappe.db.get_value("ToDo", todo, "status") == "Open":
			_close(todo)


def _close(name: str) -> None:
	todo = frappe.get_doc("ToDo", name)
	todo.status = "Closed"
	todo.save(ignore_permissions=True)


def _open_todo(doctype: str, name: str, user: str) -> str | None:
	return frappe.db.get_value(
		"ToDo",
		{"reference_type": doctype, "reference_name": name, "allocated_to": user, "status": "Open"},
		"name",
	)


def _assign(doctype: str, name: str, user: str, text: str, day) -> str:
	"""As Frappe's own assignment, but without sharing the document beyond the scope and without a second
	notice: the reminder is one already."""
	todo = frappe.get_doc(
		{
			"doctype": "ToDo",
			"allocated_to": user,
			"assigned_by": frappe.session.user,
			"reference_type": doctype,
			"reference_name": name,
			"description": frappe.utils.escape_html(text),
			"date": day,
			"priority": "High",
		}
	)
	return todo.insert(ignore_permissions=True).name
