import frappe

from volunteer_services.service_needs.reporting import due


def execute(filters: dict | None = None) -> tuple:
	"""Recipients whom nobody visited for too long."""
	return due.not_visited(frappe._dict(filters or {}))
