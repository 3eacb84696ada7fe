import frappe

from volunteer_services.time_bank.reporting import redemptions


def execute(filters: dict | None = None) -> tuple:
	"""Redemptions of each reward."""
	return redemptions.by_item(frappe._dict(filters or {}))
