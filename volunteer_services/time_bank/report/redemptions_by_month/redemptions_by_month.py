import frappe

from volunteer_services.services import reporting_redemptions


def execute(filters: dict | None = None) -> tuple:
	"""Redemptions by month."""
	return reporting_redemptions.by_month(frappe._dict(filters or {}))
