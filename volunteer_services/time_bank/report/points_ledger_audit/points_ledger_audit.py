import frappe

from volunteer_services.time_bank.reporting import audit


def execute(filters: dict | None = None) -> tuple:
	"""What does not add up in the ledger of points (invariant 3)."""
	return audit.audit(frappe._dict(filters or {}))
