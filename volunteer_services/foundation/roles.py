"""Roles of users, as appointments and registrations give and take them."""

import frappe

STAFF_AND_AUDITOR = frozenset(
	{
		"Volunteer Team Leader",
		"Volunteer Site Manager",
		"Volunteer District Officer",
		"Volunteer City Officer",
		"Volunteer Services Manager",
		"Volunteer Services Auditor",
	}
)


def is_staff() -> bool:
	"""Whether the session's user is one of our staff: others find no tile of this app."""
	return frappe.session.user == "Administrator" or bool(STAFF_AND_AUDITOR.intersection(frappe.get_roles()))


def grant(user: str, role: str) -> bool:
	"""Give ``role`` to ``user``. Returns False when the user has it already."""
	doc = frappe.get_doc("User", user)
	if role in {row.role for row in doc.roles}:
		return False
	doc.append("roles", {"role": role})
	_save(doc)
	return True


def revoke(user: str, role: str) -> None:
	"""Take ``role`` from ``user``."""
	doc = frappe.get_doc("User", user)
	kept = [row for row in doc.roles if row.role != role]
	if len(kept) < len(doc.roles):
		doc.set("roles", kept)
		_save(doc)


def _save(doc) -> None:
	# Officers appoint people, they do not edit users: the appointment was checked before.
	doc.flags.ignore_permissions = True
	doc.save()


MANAGER = "Volunteer Services Manager"
CITY = "Volunteer City Officer"
DISTRICT = "Volunteer District Officer"
SITE = "Volunteer Site Manager"
LEADER = "Volunteer Team Leader"
VOLUNTEER = "Volunteer"
STAFF = (LEADER, SITE, DISTRICT, CITY, MANAGER)
REVIEWERS = (SITE, DISTRICT, CITY, MANAGER)
OFFICERS = (DISTRICT, CITY, MANAGER)
SITE_MANAGERS = (SITE, MANAGER)
CITY_UP = (CITY, MANAGER)
MANAGERS = (MANAGER,)
# What the desk's scripts ask for by name (foundation/desk.py).
GROUPS = {
	"STAFF": STAFF,
	"REVIEWERS": REVIEWERS,
	"OFFICERS": OFFICERS,
	"SITE_MANAGERS": SITE_MANAGERS,
	"CITY_UP": CITY_UP,
	"MANAGERS": MANAGERS,
}
