"""Visits: plan many at once, answer and close findings, calendar."""

import frappe
from frappe.utils import cint

from volunteer_services.foundation.access import require_permission
from volunteer_services.pilot_sites.reporting import calendars
from volunteer_services.pilot_sites.services import visit_planning, visits


@frappe.whitelist(methods=["POST"])
def plan(
	visit_kind: str,
	from_date: str,
	to_date: str,
	per_day: int = 1,
	sites: list | str | None = None,
	region: str | None = None,
	programme: str | None = None,
	not_visited_days: int = 0,
	visitor: str | None = None,
	experts: list | str | None = None,
	resources: list | str | None = None,
) -> dict:
	"""Plan a visit to each site, spread over the working days: {planned, skipped}, or {job, count} of many.

	``sites`` named, or all of a region, of a programme, or not visited for so many days.
	"""
	visit_planning.require_visitor(visitor)
	names = [str(name) for name in frappe.parse_json(sites or "[]")]
	return visit_planning.plan(
		visit_planning.Choice(tuple(names), region or None, programme or None, cint(not_visited_days)),
		visit_planning.Plan(
			visit_kind,
			from_date,
			to_date,
			cint(per_day),
			visitor or None,
			frappe.parse_json(experts or "[]"),
			frappe.parse_json(resources or "[]"),
		),
	)


@frappe.whitelist(methods=["POST"])
def answer_finding(visit: str, finding: str, answer: str) -> dict:
	"""What the site did about a finding, said by whoever may see the visit."""
	require_permission(visits.DOCTYPE, "read", visit)
	visits.answer_finding(visit, finding, answer)
	return {"visit": visit}


@frappe.whitelist(methods=["POST"])
def close_finding(visit: str, finding: str, closing_remark: str) -> dict:
	"""Close a finding; returns follow_up and open_findings of the visit."""
	require_permission(visits.DOCTYPE, "write", visit)
	doc = visits.close_finding(visit, finding, closing_remark)
	return {"follow_up": doc.follow_up, "open_findings": doc.open_findings}


@frappe.whitelist()
def calendar(start: str, end: str, filters: str | list | None = None) -> list[dict]:
	"""The visits of the user's scope in these days."""
	require_permission(visits.DOCTYPE, "read")
	return calendars.visits(start, end, frappe.parse_json(filters or "[]"))
