import frappe

from volunteer_services.services import reporting_points


def execute(filters: dict | None = None) -> tuple:
	"""Points outstanding by region or team, and what moved them in the period."""
	return reporting_points.liability(frappe._dict(filters or {}))
