import frappe

from volunteer_services.services import reporting_roster


def execute(filters: dict | None = None) -> tuple:
	"""How many volunteers hold how many stars, and how many are due for the next."""
	return reporting_roster.by_star(frappe._dict(filters or {}))
