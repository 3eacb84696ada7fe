"""The place of a document: that of the activity where something happened, else that of the volunteer's
file."""

import frappe

PROFILE, ACTIVITY = "Volunteer Profile", "Service Activity"
COLUMNS = ("team", "site", "region")


def of_volunteer(volunteer: str) -> dict[str, str | None]:
	"""Team, site and region of a volunteer's file; nothing of one that does not exist."""
	row = frappe.db.get_value(PROFILE, volunteer, ["primary_team", "region"], as_dict=True)
	if not row:
		return {}
	site = frappe.db.get_value("Volunteer Team", row.primary_team, "site") if row.primary_team else None
	return {"team": row.primary_team, "site": site, "region": row.region}


def of_activity(activity: str) -> dict[str, str | None]:
	"""Team, site and region of an activity; nothing of one that does not exist."""
	return frappe.db.get_value(ACTIVITY, activity, list(COLUMNS), as_dict=True) or {}
