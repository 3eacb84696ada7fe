import frappe

from volunteer_services.services import reporting_giving


def execute(filters: dict | None = None) -> tuple:
	"""Donations of points in scope."""
	return reporting_giving.donations(frappe._dict(filters or {}))
