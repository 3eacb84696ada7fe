import frappe

from volunteer_services.time_bank.reporting import giving


def execute(filters: dict | None = None) -> tuple:
	"""Donations of points in scope."""
	return giving.donations(frappe._dict(filters or {}))
