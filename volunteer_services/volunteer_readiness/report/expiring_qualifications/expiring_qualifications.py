import frappe

from volunteer_services.volunteer_readiness.reporting import expiring


def execute(filters: dict | None = None) -> tuple:
	"""Qualifications that end within so many days, the next one first."""
	return expiring.expiring(frappe._dict(filters or {}))
