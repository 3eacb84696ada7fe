import frappe

from volunteer_services.services import reporting_redemptions


def execute(filters: dict | None = None) -> tuple:
	"""Redemptions of each reward."""
	return reporting_redemptions.by_item(frappe._dict(filters or {}))
