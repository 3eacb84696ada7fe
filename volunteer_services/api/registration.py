"""What staff and volunteers do with a file besides editing it."""

import frappe
from frappe import _

from volunteer_services.foundation import access
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Day
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import MANAGER, REVIEWERS
from volunteer_services.foundation.scope.staffing import require_role_here
from volunteer_services.portal.services.own import data as own_data
from volunteer_services.volunteer_registry.services import (
	health,
	own_consent,
	own_file,
	registration,
	walk_in,
)
from volunteer_services.volunteer_registry.services.twins import comparing, merging


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
def compare(one: str, other: str) -> dict:
	"""Two files side by side: {names, rows, records}; logged. For reviewers who may read both."""
	access.require_role(REVIEWERS)
	for name in (one, other):
		require_permission("Volunteer Profile", "read", name)
	return comparing.compare(one, other)


@endpoint(methods=["POST"])
def merge(source: str, target: str, reason: str) -> dict:
	"""Merge the file ``source`` into ``target``; for the Manager. Returns the moved records by DocType."""
	access.require_role(MANAGER)
	_require(reason)
	return merging.merge(source, target, reason.strip())


@endpoint()
def walk_in_place() -> dict:
	"""Region, site and team of the caller's appointment, and the ages that ask for a guardian; for those who
	may enter files."""
	require_permission("Volunteer Profile", "create")
	return walk_in.place()


@endpoint()
def walk_in_reviewers(region: str, team: str = "") -> dict:
	"""Whether somebody else than the caller reviews a registration there. Raises OutOfScopeError."""
	require_permission("Volunteer Profile", "create")
	return walk_in.reviewers(region, team or None)


@endpoint(methods=["POST"])
def files_of_phone(mobile: str) -> list[dict]:
	"""Files within the caller's scope with exactly this mobile number. Raises ContactError."""
	require_permission("Volunteer Profile", "create")
	return walk_in.of_phone(mobile)


@endpoint(methods=["POST"])
def register_walk_in(
	full_name: str,
	id_number: str,
	region: str,
	id_type: str = "Resident ID",
	sex: str = "",
	date_of_birth: Day | None = None,
	mobile: str = "",
	team: str = "",
	address: str = "",
	data_consent: bool = False,
	consent_method: str = "",
	guardian_name: str = "",
	guardian_phone: str = "",
	guardian_consent: bool = False,
	child_data_consent: bool = False,
	alone: bool = False,
) -> dict:
	"""Enter a person who stands at the counter and send the file to review, in one request.

	``alone``: register at once, where nobody else can review and the settings allow it (it stands on the
	file). Returns ``{"name", "full_name", "state"}``. Raises what the file raises.
	"""
	require_permission("Volunteer Profile", "create")
	return walk_in.register(
		{
			"full_name": full_name,
			"id_number": id_number,
			"id_type": id_type,
			"sex": sex,
			"date_of_birth": date_of_birth,
			"mobile": mobile,
			"region": region,
			"primary_team": team,
			"address": address,
			"data_consent": int(data_consent),
			"consent_method": consent_method,
			"guardian_name": guardian_name,
			"guardian_phone": guardian_phone,
			"guardian_consent": int(guardian_consent),
			"child_data_consent": int(child_data_consent),
		},
		alone,
	)


@endpoint(methods=["GET", "POST"])
def my_data() -> dict:
	"""A copy of everything that is kept of the caller [PIPL §45]; for the volunteer's own user."""
	return own_data.collect(frappe.session.user)


@endpoint(methods=["POST"])
def withdraw_my_consent(purpose: str) -> None:
	"""Take back a consent of the caller's own: ``data`` (locks the file), ``photo`` or ``health``.

	Raises PermissionError for a user without a file, and what the service raises.
	"""
	file = own_file.own_file(frappe.session.user)
	if not file:
		frappe.throw(_("No volunteer's file belongs to your login."), frappe.PermissionError)
	own_consent.withdraw(file.name, purpose)


def _require(text: str) -> None:
	if not text.strip():
		frappe.throw(_("Give a reason."), frappe.MandatoryError)
