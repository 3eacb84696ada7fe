"""Recipients: where they live is kept and read by whoever keeps the file, each look with its reason."""

from typing import Annotated

import frappe
from frappe import _

from volunteer_services.exceptions import RecipientError
from volunteer_services.foundation import access
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain import arguments
from volunteer_services.foundation.domain.arguments import Names, choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.roles import REVIEWERS
from volunteer_services.foundation.scope.staffing import require_role_here
from volunteer_services.service_needs.domain.recipients import Status
from volunteer_services.service_needs.reporting import papers
from volunteer_services.service_needs.services.recipients import contact, portable, reading
from volunteer_services.service_needs.services.recipients import glance as at_a_glance
from volunteer_services.service_needs.services.standing import moving

DOCTYPE = "Service Recipient"
MOST_ON_A_WALK = 60
MOST_CHARACTERS = 140


@endpoint(methods=["POST"])
def keep_contact(
	recipient: str,
	address: str | None = None,
	phone: str | None = None,
	contact_person: str | None = None,
	health_notes: str | None = None,
) -> None:
	"""Write where somebody lives and whom to call; what is not given stays as it is. Logged."""
	_check(recipient, "write")
	values = {
		"address": address,
		"phone": phone,
		"contact_person": contact_person,
		"health_notes": health_notes,
	}
	contact.keep(recipient, values)


@endpoint(methods=["GET"])
def glance(recipient: str) -> dict:
	"""Needs, ratings, pairs and contacts of a recipient whose file one may read."""
	require_permission(DOCTYPE, "read", recipient)
	reading.looked(recipient, reading.GLANCED)
	return at_a_glance.of(recipient)


@endpoint(methods=["POST"])
def look(recipient: str, reason: str) -> dict:
	"""{address, phone, contact_person, health_notes} of a recipient at one's own place; logged.

	Raises PermissionError, MandatoryError without a reason.
	"""
	_check(recipient, "read")
	return contact.look(recipient, _reason(reason))


@endpoint(methods=["POST"])
def visit_list(recipients: Names, reason: str) -> str:
	"""The page for a walk, as HTML: whom one visits, where, what to know; each address is logged.

	Raises PermissionError, MandatoryError without a reason, RecipientError for more than 60.
	"""
	access.require_role(REVIEWERS)
	why = _reason(reason)
	if not 0 < len(recipients) <= MOST_ON_A_WALK:
		frappe.throw(_("Choose 1 to {0} recipients.").format(MOST_ON_A_WALK), RecipientError)
	for recipient in recipients:
		_check(recipient, "read")
	return papers.visit_list(recipients, why)


@endpoint(methods=["POST"])
def own_copy(recipient: str) -> dict:
	"""All that is kept of a recipient, for the person; logged: {made_on, file, needs, pairings, contacts,
	looks}."""
	_check(recipient, "write")
	return portable.copy(recipient)


@endpoint(methods=["POST"])
def move(recipient: str, status: Annotated[str, choice(*(one.value for one in Status))], reason: str) -> dict:
	"""Suspend a file, end it, or go on with it: {status, cancelled}, how many open needs were cancelled."""
	_check(recipient, "write")
	return moving.move(recipient, status, reason)


def _check(recipient: str, right: str) -> None:
	access.require_role(REVIEWERS)  # before anything is looked for
	doc = frappe.get_doc(DOCTYPE, recipient)
	doc.check_permission(right)
	require_role_here(doc, REVIEWERS)


def _reason(said: str) -> str:
	"""Why somebody looks at an address. Raises MandatoryError, ArgumentError for more than a log shows."""
	if not said.strip():
		frappe.throw(_("Say why you need the address."), frappe.MandatoryError)
	return arguments.text(_("Reason"), said.strip(), MOST_CHARACTERS)
