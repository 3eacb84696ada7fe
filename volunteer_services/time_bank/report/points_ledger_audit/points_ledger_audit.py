import frappe

from volunteer_services.services import reporting_audit


def execute(filters: dict | None = None) -> tuple:
	"""What does not add up in the ledger of points (invariant 3)."""
	return reporting_audit.audit(frappe._dict(filters or {}))
