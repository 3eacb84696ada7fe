"""The recruitment notice of an activity."""

import frappe

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.services.notice import contents


@endpoint(methods=["GET"])
def shown(activity: str) -> dict:
	"""What the notice says and who says it, what is missing, which words ask a question, what to look at
	again: {lines: [{part, label, text, source}], missing, words: [{word, why}], warnings}."""
	require_permission(contents.ACTIVITY, "read", activity)
	return contents.shown(
		frappe.db.get_value(contents.ACTIVITY, activity, ["name", *contents.FIELDS], as_dict=True)
	)
