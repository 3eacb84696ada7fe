import frappe

from volunteer_services.service_needs.reporting import needs


def execute(filters: dict | None = None) -> tuple:
	"""Needs received in the period, by kind."""
	return needs.by_kind(frappe._dict(filters or {}))
