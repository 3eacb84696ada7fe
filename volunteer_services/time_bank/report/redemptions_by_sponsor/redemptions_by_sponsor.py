import frappe

from volunteer_services.time_bank.reporting import redemptions


def execute(filters: dict | None = None) -> tuple:
	"""Redemptions of each sponsor's rewards."""
	return redemptions.by_sponsor(frappe._dict(filters or {}))
