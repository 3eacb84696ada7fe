import frappe

from volunteer_services.service_records.reporting import hours


def execute(filters: dict | None = None) -> tuple:
	"""Approved hours by category, theme, recipients and other words of the record."""
	return hours.by_word(frappe._dict(filters or {}))
