import frappe

from volunteer_services.pilot_sites.reporting import compliance


def execute(filters: dict | None = None) -> tuple:
	"""The items of a standard, the one that most sites miss first."""
	return compliance.missed_items(frappe._dict(filters or {}))
