"""Showing a whole identity number."""

import frappe
from frappe import _

from volunteer_services.foundation import access
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import REVIEWERS
from volunteer_services.foundation.scope.staffing import require_role_here
from volunteer_services.volunteer_registry.services import identity


@endpoint(methods=["POST"])
def reveal(volunteer: str, reason: str) -> str:
	"""The whole ID number of a volunteer in the caller's scope, for site managers and officers; logged.

	Raises PermissionError, MandatoryError without a reason, DoesNotExistError.
	"""
	access.require_role(REVIEWERS)  # before anything is looked for
	doc = frappe.get_doc("Volunteer Profile", volunteer)
	doc.check_permission("read")
	require_role_here(doc, REVIEWERS)
	if not reason.strip():
		frappe.throw(_("Say why you need the number."), frappe.MandatoryError)
	return identity.reveal(volunteer, reason.strip())
