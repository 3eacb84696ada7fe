import frappe

from volunteer_services.time_bank.reporting import redemptions


def execute(filters: dict | None = None) -> tuple:
	"""Redemptions by month."""
	return redemptions.by_month(frappe._dict(filters or {}))
