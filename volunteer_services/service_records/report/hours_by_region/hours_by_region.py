import frappe

from volunteer_services.service_records.reporting import hours


def execute(filters: dict | None = None) -> tuple:
	"""Approved hours summed up along the regions."""
	return hours.by_tree(hours.REGIONS, frappe._dict(filters or {}))
