import frappe

from volunteer_services.services import reporting_redemptions


def execute(filters: dict | None = None) -> tuple:
	"""Redemptions of each sponsor's rewards."""
	return reporting_redemptions.by_sponsor(frappe._dict(filters or {}))
