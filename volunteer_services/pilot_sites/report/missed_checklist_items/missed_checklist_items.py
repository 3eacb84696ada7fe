import frappe

from volunteer_services.services import reporting_compliance


def execute(filters: dict | None = None) -> tuple:
	"""The items of a standard, the one that most sites miss first."""
	return reporting_compliance.missed_items(frappe._dict(filters or {}))
