"""The link of a file to a login, which gives its person the file, the points and the papers.

It is made and changed by those who review registrations, never one's own; who was linked before stays
concerned by what belongs to the file, or an own record could be approved between two changes.
"""

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.exceptions import LoginLinkError
from volunteer_services.foundation import roles
from volunteer_services.foundation.scope.staffing import roles_here

PROFILE = "Volunteer Profile"


def check_change(doc, before) -> None:
	"""Raise LoginLinkError unless the session's user may change the login of this file."""
	old, new = cstr(before.user) if before else "", cstr(doc.user)
	if old == new or doc.is_by_service() or doc.flags.ignore_permissions:
		return
	user = frappe.session.user
	if user != "Administrator" and user in (old, new):
		_refuse(_("Nobody links their own login with a file. Ask another reviewer."))
	if not roles_here(doc if before is None else before).intersection(roles.REVIEWERS):
		_refuse(
			_("The login of a volunteer is changed by {0} of the place only.").format(
				", ".join(_(role) for role in roles.REVIEWERS)
			)
		)
	if old:
		doc.former_users = "\n".join(dict.fromkeys([*_lines(doc.former_users), old]))


def of(doc) -> set[str]:
	"""Everybody whom a file (document or row with user and former_users) has belonged to."""
	return {doc.get("user"), *_lines(doc.get("former_users"))} - {None, ""}


def of_volunteer(volunteer: str | None) -> set[str]:
	"""The same by the name of the file."""
	row = (
		frappe.db.get_value(PROFILE, volunteer, ["user", "former_users"], as_dict=True) if volunteer else None
	)
	return of(row) if row else set()


def _lines(text: str | None) -> list[str]:
	return [line for line in cstr(text).split("\n") if line]


def _refuse(message: str) -> None:
	frappe.throw(message, LoginLinkError, title=_("Login Account"))
