import frappe

from volunteer_services.volunteer_readiness.reporting import uninsured


def execute(filters: dict | None = None) -> tuple:
	"""People in activities with risk whom no insurance covers on the day."""
	return uninsured.uninsured(frappe._dict(filters or {}))
