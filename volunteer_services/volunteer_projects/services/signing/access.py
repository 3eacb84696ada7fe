"""Whom the session's user may sign up."""

import frappe

from volunteer_services.foundation import roles
from volunteer_services.foundation.access import require_permission
from volunteer_services.volunteer_registry.services import visitors


def own_volunteer() -> str | None:
	"""The volunteer's file of the session's user."""
	return frappe.db.get_value("Volunteer Profile", {"user": frappe.session.user}, "name")


def check(activity: str, volunteer: str) -> None:
	"""The staff sign up, to an activity that they may change, people whom they see or have looked up today.

	Raises PermissionError, UnknownVisitorError.
	"""
	require_permission("Service Activity", "write", activity)
	visitors.refuse_unknown({volunteer})


def is_staff() -> bool:
	"""Whether the session's user acts for others."""
	return frappe.session.user == "Administrator" or bool(set(roles.STAFF).intersection(frappe.get_roles()))
