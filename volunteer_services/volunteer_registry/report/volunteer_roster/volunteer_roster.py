import frappe

from volunteer_services.services import reporting_roster


def execute(filters: dict | None = None) -> tuple:
	"""The roster of volunteers with their stars, and who served in the period."""
	return reporting_roster.roster(frappe._dict(filters or {}))
