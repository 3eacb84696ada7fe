"""The file of the user who asks."""

import frappe

FILE_FIELDS = (
	"name",
	"volunteer_no",
	"full_name",
	"workflow_state",
	"decision_reason",
	"exit_reason",
	"is_restricted",
	"merged_into",
	"applied_on",
	"registered_on",
	"state_changed_on",
	"total_minutes",
	"credited_minutes",
	"star_level",
	"star_since",
	"last_service_date",
)


def own_file(user: str) -> frappe._dict | None:
	"""The file of this user, FILE_FIELDS only; None for guests and for users without one."""
	if not user or user == "Guest":
		return None
	return frappe.db.get_value("Volunteer Profile", {"user": user}, FILE_FIELDS, as_dict=True)
