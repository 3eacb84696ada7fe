import frappe

from volunteer_services.services import reporting_compliance


def execute(filters: dict | None = None) -> tuple:
	"""The sites by region: certified, to be rectified, lapsed, never assessed."""
	return reporting_compliance.by_region(frappe._dict(filters or {}))
