import frappe

from volunteer_services.services import reporting_hours


def execute(filters: dict | None = None) -> tuple:
	"""Approved hours by category, theme, recipients and other words of the record."""
	return reporting_hours.by_word(frappe._dict(filters or {}))
