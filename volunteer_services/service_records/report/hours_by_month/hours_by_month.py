import frappe

from volunteer_services.services import reporting_month


def execute(filters: dict | None = None) -> tuple:
	"""Approved hours by month, a column for each category."""
	return reporting_month.by_month(frappe._dict(filters or {}))
