import frappe

from volunteer_services.time_bank.reporting import liability


def execute(filters: dict | None = None) -> tuple:
	"""Points outstanding by region or team, and what moved them in the period."""
	return liability.liability(frappe._dict(filters or {}))
