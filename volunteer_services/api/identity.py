"""Showing a whole identity number, or more of it than the file does."""

import frappe
from frappe import _

from volunteer_services.foundation import access
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import REVIEWERS
from volunteer_services.foundation.scope.staffing import require_role_here
from volunteer_services.foundation.settings import last_four_roles
from volunteer_services.volunteer_registry.services import identity


@endpoint(methods=["POST"])
def reveal(volunteer: str, reason: str) -> str:
	"""The whole ID number of a volunteer in the caller's scope, for site managers and officers; logged.

	Raises PermissionError, MandatoryError without a reason, DoesNotExistError.
	"""
	_check(volunteer, reason, REVIEWERS)
	return identity.reveal(volunteer, reason.strip())


@endpoint(methods=["POST"])
def last_four(volunteer: str, reason: str) -> str:
	"""The ID number of a volunteer with its last four characters, for those whom the settings name, at their
	own place; logged. The file shows two.

	Raises PermissionError, MandatoryError without a reason, DoesNotExistError.
	"""
	_check(volunteer, reason, last_four_roles())
	return identity.show_last_four(volunteer, reason.strip())


def _check(volunteer: str, reason: str, roles: tuple[str, ...]) -> None:
	access.require_role(roles)  # before anything is looked for
	doc = frappe.get_doc("Volunteer Profile", volunteer)
	doc.check_permission("read")
	require_role_here(doc, roles)
	if not reason.strip():
		frappe.throw(_("Say why you need the number."), frappe.MandatoryError)
