"""The number cards of readiness. Each returns a figure of the user's scope and where a click leads;
``filters`` is what the desk sends with every card and is not used."""

import frappe

from volunteer_services.foundation import access
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_readiness.reporting import figures

QUALIFICATION, CLAIM, COVER = "Volunteer Qualification", "Insurance Claim", "Insurance Cover"
CALL_OUT = "Emergency Call-out"


@endpoint()
def qualifications_to_verify(filters: dict | list | str | None = None) -> dict:
	"""Qualifications that the user did not enter and that nobody has verified."""
	access.require_permission(QUALIFICATION, "report")
	options = {"status": "Unverified", "entered_by": ["!=", frappe.session.user]}
	return _card(figures.to_verify(), QUALIFICATION, options)


@endpoint()
def qualifications_expiring(filters: dict | list | str | None = None) -> dict:
	"""Qualifications that end soon."""
	access.require_permission(QUALIFICATION, "report")
	return _card(figures.expiring(), QUALIFICATION, {"status": "Expiring"})


@endpoint()
def open_claims(filters: dict | list | str | None = None) -> dict:
	"""Claims without a decision of the insurer."""
	access.require_permission(CLAIM, "report")
	states = list(figures.OPEN_CLAIMS)
	return _card(figures.open_claims(), CLAIM, {"workflow_state": ["in", states]})


@endpoint()
def covers_to_confirm(filters: dict | list | str | None = None) -> dict:
	"""Covers that the insurer has not confirmed."""
	access.require_permission(COVER, "report")
	return _card(figures.covers_to_confirm(), COVER, {"status": "Planned"})


@endpoint()
def open_call_outs(filters: dict | list | str | None = None) -> dict:
	"""Call-outs that were ordered and whose people are not all back."""
	access.require_permission(CALL_OUT, "report")
	states = list(figures.RUNNING)
	return _card(figures.open_call_outs(), CALL_OUT, {"workflow_state": ["in", states]})


def _card(value: int, doctype: str, options: dict) -> dict:
	return {
		"value": value,
		"fieldtype": "Int",
		"route": ["List", doctype, "List"],
		"route_options": options,
	}
