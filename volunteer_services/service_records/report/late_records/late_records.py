import frappe

from volunteer_services.services import reporting_late


def execute(filters: dict | None = None) -> tuple:
	"""Records later than the deadline and activities that have none yet [L67 §11]."""
	return reporting_late.late_records(frappe._dict(filters or {}))
