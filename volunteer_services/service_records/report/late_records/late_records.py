import frappe

from volunteer_services.service_records.reporting import late


def execute(filters: dict | None = None) -> tuple:
	"""Records later than the deadline and activities that have none yet [L67 §11]."""
	return late.late_records(frappe._dict(filters or {}))
