import frappe

from volunteer_services.services import reporting_hours


def execute(filters: dict | None = None) -> tuple:
	"""Approved hours summed up along the regions."""
	return reporting_hours.by_tree(reporting_hours.REGIONS, frappe._dict(filters or {}))
