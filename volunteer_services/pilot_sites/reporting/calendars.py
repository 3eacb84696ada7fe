"""Visits and milestones in the calendar."""

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from volunteer_services.foundation.reporting.calendars import _LIMIT


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
