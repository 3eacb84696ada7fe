import frappe

from volunteer_services.service_records.reporting import complaints


def execute(filters: dict | None = None) -> tuple:
	"""Complaints of the period by what they are about."""
	return complaints.by_kind(frappe._dict(filters or {}))
