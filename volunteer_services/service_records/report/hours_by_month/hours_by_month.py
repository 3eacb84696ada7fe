import frappe

from volunteer_services.service_records.reporting import months


def execute(filters: dict | None = None) -> tuple:
	"""Approved hours by month, a column for each category."""
	return months.by_month(frappe._dict(filters or {}))
