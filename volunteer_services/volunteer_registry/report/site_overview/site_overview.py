import frappe

from volunteer_services.services import reporting_sites


def execute(filters: dict | None = None) -> tuple:
	"""The sites at a glance: teams, volunteers, activities, hours, what waits and what is late."""
	return reporting_sites.overview(frappe._dict(filters or {}))
