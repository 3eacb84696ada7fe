"""Pasted roll-calls."""

import frappe

from volunteer_services.foundation.access import require_permission
from volunteer_services.volunteer_projects.services import rollcall


@frappe.whitelist(methods=["POST"])
def match(activity: str, text: str) -> dict:
	"""Who a pasted list means; see services.rollcall.match. For who may write the activity."""
	require_permission("Service Activity", "write", activity)
	return rollcall.match(activity, text)
