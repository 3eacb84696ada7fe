import frappe

from volunteer_services.pilot_sites.reporting import compliance


def execute(filters: dict | None = None) -> tuple:
	"""The sites by region: certified, to be rectified, lapsed, never assessed."""
	return compliance.by_region(frappe._dict(filters or {}))
