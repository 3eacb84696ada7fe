"""Who finds anything at /volunteer-team-service."""

import frappe

from volunteer_services.foundation import roles
from volunteer_services.foundation.scope import conditions as scope


def may_enter() -> bool:
	"""Whether the session's user is of the staff today: with a role and an appointment in force. The Manager
	needs none; the Auditor reads in the desk, and has nothing to do here."""
	if frappe.session.user == "Administrator":
		return True
	held = set(frappe.get_roles())
	if roles.MANAGER in held:
		return True
	if not held.intersection(roles.STAFF):
		return False
	reached = scope.appointed(frappe.session.user)
	return bool(reached.regions or reached.sites or reached.teams)
