import frappe

from volunteer_services.volunteer_readiness.reporting import accidents


def execute(filters: dict | None = None) -> tuple:
	"""Accidents set against the hours of approved service."""
	return accidents.per_hours(frappe._dict(filters or {}))
