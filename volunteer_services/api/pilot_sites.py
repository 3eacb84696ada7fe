"""Pilot sites: the calendar of their milestones."""

import frappe

from volunteer_services.services import calendars
from volunteer_services.services.access import require_permission


@frappe.whitelist()
def calendar(start: str, end: str, filters: str | list | None = None) -> list[dict]:
	"""The milestones of the pilot sites of the user's scope in these days."""
	require_permission("Pilot Site", "read")
	return calendars.milestones(start, end, frappe.parse_json(filters or "[]"))
