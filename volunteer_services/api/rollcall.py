"""Pasted roll-calls."""

import frappe

from volunteer_services.services import rollcall
from volunteer_services.services.access import require_permission


@frappe.whitelist(methods=["POST"])
def match(activity: str, text: str) -> dict:
	"""Who a pasted list means; see services.rollcall.match. For who may write the activity."""
	require_permission("Service Activity", "write", activity)
	return rollcall.match(activity, text)
