"""The roles of the app and their groups, which the desk gets by boot; giving and taking them."""

import frappe

MANAGER = "Volunteer Services Manager"
CITY = "Volunteer City Officer"
DISTRICT = "Volunteer District Officer"
SITE = "Volunteer Site Manager"
LEADER = "Volunteer Team Leader"
AUDITOR = "Volunteer Services Auditor"
VOLUNTEER = "Volunteer"

MANAGERS = (MANAGER,)
CITY_UP = (CITY, MANAGER)
SITE_MANAGERS = (SITE, MANAGER)
OFFICERS = (DISTRICT, *CITY_UP)
REVIEWERS = (SITE, *OFFICERS)
STAFF = (LEADER, *REVIEWERS)
"""Who works with the records. The auditor only reads, and stands in the next group."""
STAFF_AND_AUDITOR = frozenset({*STAFF, AUDITOR})
UNRESTRICTED = frozenset({MANAGER, AUDITOR})
"""Who sees everything, without an appointment."""
OURS = frozenset({*STAFF_AND_AUDITOR, VOLUNTEER})
OF_NO_APP = frozenset(
	{"All", "Guest", "Desk User", "Inbox User", "Employee", "Employee Self Service", "System Manager"}
)
"""What says nothing about whether somebody works in another app: Frappe's automatic roles, those by which
employees of the organisation see their own leave, and that of whoever looks after the site."""
# What the desk's scripts ask for by name (foundation/desk.py).
GROUPS = {
	"STAFF": STAFF,
	"REVIEWERS": REVIEWERS,
	"OFFICERS": OFFICERS,
	"SITE_MANAGERS": SITE_MANAGERS,
	"CITY_UP": CITY_UP,
	"MANAGERS": MANAGERS,
}


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
