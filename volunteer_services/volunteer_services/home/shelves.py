"""What a role finds on its home page: the buttons for something new, and the rooms."""

import frappe
from frappe import _

from volunteer_services.foundation import roles

# The most usual first; a button stands only where the user may create the document.
_NEW = {
	roles.LEADER: ("Service Activity", "Volunteer Profile", "Volunteer Project", "Reward Redemption"),
	roles.SITE: ("Volunteer Profile", "Service Activity", "Reward Redemption", "Site Assessment"),
	roles.DISTRICT: ("Staff Appointment", "Site Visit", "Hardship Grant", "Volunteer Team"),
	roles.CITY: ("Staff Appointment", "Pilot Programme", "Points Adjustment", "Site Visit"),
	roles.MANAGER: ("Service Site", "Recording Unit", "Volunteer Team", "Staff Appointment"),
	roles.AUDITOR: ("Site Visit",),
}
# The leading role of somebody with several: the widest view, and the auditor's only where there is no other.
RANKING = (roles.MANAGER, roles.CITY, roles.DISTRICT, roles.SITE, roles.LEADER, roles.AUDITOR)
RECORDERS = frozenset({roles.LEADER, roles.SITE})
"""Those for whom an activity without records is their own work, and not a figure of their district."""
ROOMS = (
	("Volunteer Registry", "users"),
	("Volunteer Readiness", "education"),
	("Volunteer Projects", "calendar"),
	("Service Records", "list"),
	("Volunteer Recognition", "star"),
	("Time Bank", "income"),
	("Pilot Sites", "map"),
)


def leading_role() -> str:
	"""The role whose home the user gets; the manager's for the Administrator."""
	held = set(frappe.get_roles())
	return next((role for role in RANKING if role in held), roles.MANAGER)


def new_buttons(role: str) -> list[dict]:
	"""The documents that the user may begin from here."""
	return [
		{"doctype": doctype, "label": _(doctype)}
		for doctype in _NEW[role]
		if frappe.has_permission(doctype, "create")
	]


def rooms() -> list[dict]:
	"""The workspaces of the rooms."""
	return [{"name": name, "label": _(name), "icon": icon} for name, icon in ROOMS]
