"""Activities: make service records, sign up, withdraw."""

import frappe

from volunteer_services.services import activities


@frappe.whitelist(methods=["POST"])
def make_records(activity: str) -> dict:
	"""Turn the participants of an activity into service records; see services.activities.make_records."""
	frappe.has_permission("Service Activity", "write", activity, throw=True)
	frappe.has_permission("Service Log", "create", throw=True)
	return activities.make_records(activity)
