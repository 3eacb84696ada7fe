"""Pasted roll-calls."""

import frappe

from volunteer_services.services import rollcall


@frappe.whitelist(methods=["POST"])
def match(activity: str, text: str) -> dict:
	"""Who a pasted list means; see services.rollcall.match. For who may write the activity."""
	frappe.has_permission("Service Activity", "write", activity, throw=True)
	return rollcall.match(activity, text)
