"""What staff and volunteers do with a file besides editing it."""

import frappe
from frappe import _

from volunteer_services.foundation import access
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import MANAGER, REVIEWERS
from volunteer_services.foundation.scope.staffing import require_role_here
from volunteer_services.portal.services import own_data
from volunteer_services.volunteer_registry.services import health, merging, registration


@endpoint(methods=["POST"])
def withdraw_consent(volunteer: str, reason: str) -> None:
	"""Lock the file of somebody who withdraws the consent; nothing is deleted. Reviewers, in scope."""
	require_role_here(frappe.get_doc("Volunteer Profile", volunteer), REVIEWERS)
	_require(reason)
	registration.withdraw_consent(volunteer, reason.strip())


@endpoint(methods=["POST"])
def renew_consent(volunteer: str, method: str) -> None:
	"""Unlock the file of somebody who consents again; ``method`` as in the field Consent Method."""
	require_role_here(frappe.get_doc("Volunteer Profile", volunteer), REVIEWERS)
	_require(method)
	registration.renew_consent(volunteer, method)


@endpoint(methods=["POST"])
def set_health_status(volunteer: str, health_status: str, has_consent: bool = False) -> None:
	"""Store or empty the health status: sensitive data, with the person's separate consent [PIPL §29]."""
	doc = frappe.get_doc("Volunteer Profile", volunteer)
	require_role_here(doc, health.WRITERS)
	doc.check_permission("write")
	health.store(volunteer, health_status, has_consent)


@endpoint(methods=["POST"])
def merge(source: str, target: str, reason: str) -> dict:
	"""Merge the file ``source`` into ``target``; for the Manager. Returns the moved records by DocType."""
	access.require_role(MANAGER)
	_require(reason)
	return merging.merge(source, target, reason.strip())


@endpoint(methods=["GET", "POST"])
def my_data() -> dict:
	"""A copy of everything that is kept of the caller [PIPL §45]; for the volunteer's own user."""
	return own_data.collect(frappe.session.user)


def _require(text: str) -> None:
	if not text.strip():
		frappe.throw(_("Give a reason."), frappe.MandatoryError)
