import frappe

from volunteer_services.time_bank.reporting import giving


def execute(filters: dict | None = None) -> tuple:
	"""Who donated most; names outside the reader's appointments are masked."""
	return giving.top_donors(frappe._dict(filters or {}))
