import frappe

from volunteer_services.services import reporting_ledger


def execute(filters: dict | None = None) -> tuple:
	"""The ledger 台帐 of service records [L67 §7]."""
	return reporting_ledger.ledger(frappe._dict(filters or {}))
