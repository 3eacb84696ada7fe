import frappe

from volunteer_services.services import reporting_giving


def execute(filters: dict | None = None) -> tuple:
	"""Who donated most; names outside the reader's appointments are masked."""
	return reporting_giving.top_donors(frappe._dict(filters or {}))
