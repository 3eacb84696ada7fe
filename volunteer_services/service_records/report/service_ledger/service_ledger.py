import frappe

from volunteer_services.service_records.reporting import ledger


def execute(filters: dict | None = None) -> tuple:
	"""The ledger 台帐 of service records [L67 §7]."""
	return ledger.ledger(frappe._dict(filters or {}))
