"""Requests for certificates: asked and withdrawn on the own page, decided by whoever issues certificates."""

from typing import Annotated

import frappe
from frappe import _

from volunteer_services.foundation import limits
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Day, choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.service_records.domain.certificate_request import Status
from volunteer_services.service_records.services import certificate_requests
from volunteer_services.volunteer_registry.services import own_file

AN_HOUR = 20
_DECISIONS = (Status.ACCEPTED.value, Status.ISSUED.value, Status.REFUSED.value)


@endpoint(methods=["POST"])
def ask(
	recording_unit: str, from_date: Day, to_date: Day, purpose: str = "", needs_seal: bool = False
) -> dict:
	"""Ask for a certificate of one's own service: {name}. Asking twice for the same makes one request."""
	volunteer = _own()
	limits.require("certificate request", frappe.session.user, AN_HOUR)
	return {
		"name": retry.whole(
			lambda: certificate_requests.ask(
				volunteer, recording_unit, from_date, to_date, purpose, needs_seal
			)
		)
	}


@endpoint(methods=["POST"])
def withdraw(certificate_request: str) -> None:
	"""Take back one's own open request."""
	volunteer = _own()
	retry.whole(lambda: certificate_requests.withdraw(volunteer, certificate_request))


@endpoint(methods=["POST"])
def decide(certificate_request: str, status: Annotated[str, choice(*_DECISIONS)], reason: str = "") -> dict:
	"""Accept, issue or refuse a request: {status, certificate}. For those who may issue certificates, in
	scope."""
	require_permission("Service Certificate", "submit")
	require_permission(certificate_requests.DOCTYPE, "read", certificate_request)
	return retry.whole(lambda: certificate_requests.decide(certificate_request, Status(status), reason))


def _own() -> str:
	file = own_file.own_file(frappe.session.user)
	if not file:
		frappe.throw(_("No volunteer's file belongs to your login."), frappe.PermissionError)
	return file.name
