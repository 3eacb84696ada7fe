"""Events of the calendars, with the user's permissions and scope."""

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

_LIMIT = 2000


def projects(start: str, end: str, filters: list) -> list[dict]:
	"""Projects between two days."""
	return _events("Volunteer Project", "project_name", "start_date", "end_date", (start, end), filters, 1)


def activities(start: str, end: str, filters: list) -> list[dict]:
	"""Activities between two days."""
	return _events("Service Activity", "activity_name", "starts_on", "ends_on", (start, end), filters, 0)


def visits(start: str, end: str, filters: list) -> list[dict]:
	"""Visits to sites between two days: on the day of the visit, else on the day planned."""
	rows = frappe.get_list(
		"Site Visit",
		filters=[*filters, ["Site Visit", "planned_on", "between", [start[:10], end[:10]]]],
		fields=["name", "site_name", "visit_kind", "planned_on", "status", "follow_up"],
		order_by="planned_on",
		limit=_LIMIT,
	)
	for row in rows:
		row.update(
			all_day=1,
			title=f"{row.site_name} · {_(row.visit_kind, context='Site Visit')}",
			ends_on=row.planned_on,
		)
	return rows


def milestones(start: str, end: str, filters: list) -> list[dict]:
	"""Milestones of pilot sites between two days; ``name`` is the pilot site's, which opens on a click."""
	sites = frappe.get_list(
		"Pilot Site",
		filters=[
			*filters,
			["Pilot Site Milestone", "due_on", "between", [start[:10], end[:10]]],
		],
		fields=["name", "site_name"],
		distinct=True,
		order_by="name",
		limit=_LIMIT,
	)
	names = {row.name: row.site_name for row in sites}
	rows = frappe.get_all(
		"Pilot Site Milestone",
		filters={
			"parenttype": "Pilot Site",
			"parent": ["in", list(names) or [""]],
			"due_on": ["between", [start[:10], end[:10]]],
		},
		fields=["parent", "phase_title", "due_on", "status"],
		order_by="due_on",
		limit=_LIMIT,
	)
	today = getdate(nowdate())
	return [
		{
			"name": row.parent,
			"title": f"{names[row.parent]} · {row.phase_title}",
			"starts_on": row.due_on,
			"ends_on": row.due_on,
			"all_day": 1,
			"status": "Overdue" if row.status == "Open" and row.due_on < today else row.status,
		}
		for row in rows
	]


def _events(
	doctype: str, title: str, begins: str, ends: str, span: tuple[str, str], filters: list, all_day: int
) -> list[dict]:
	rows = frappe.get_list(
		doctype,
		filters=[*filters, [doctype, begins, "<=", span[1]], [doctype, ends, ">=", span[0]]],
		fields=["name", title, begins, ends, "workflow_state"],
		order_by=begins,
		limit=_LIMIT,
	)
	return [{**row, "all_day": all_day} for row in rows]
