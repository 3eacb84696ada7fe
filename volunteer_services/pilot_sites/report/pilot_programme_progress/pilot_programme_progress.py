import frappe

from volunteer_services.pilot_sites.reporting import programmes


def execute(filters: dict | None = None) -> tuple:
	"""Pilot programmes: sites by state, milestones, and the target of new sites."""
	return programmes.progress(frappe._dict(filters or {}))
