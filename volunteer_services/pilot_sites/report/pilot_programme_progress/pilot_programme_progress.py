import frappe

from volunteer_services.services import reporting_programmes


def execute(filters: dict | None = None) -> tuple:
	"""Pilot programmes: sites by state, milestones, and the target of new sites."""
	return reporting_programmes.progress(frappe._dict(filters or {}))
