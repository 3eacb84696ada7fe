"""The number cards of readiness. Each returns a figure of the user's scope and where a click leads;
``filters`` is what the desk sends with every card and is not used."""

import frappe
from frappe.utils import nowdate

from volunteer_services.foundation import access
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_readiness.reporting import figures
from volunteer_services.volunteer_readiness.services.qualifications import expiring_days

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
	"""Qualifications that end soon and were not renewed."""
	access.require_permission(QUALIFICATION, "report")
	return _report(figures.expiring(), "Expiring Qualifications", {"days": expiring_days()})


@endpoint()
def uninsured_for_risky_activities(filters: dict | list | str | None = None) -> dict:
	"""People on the lists of coming activities with risk whom no insurance covers on the day."""
	access.require_permission(COVER, "report")
	return _report(figures.uninsured(), "Uninsured Volunteers", {"day": nowdate()})


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


def _report(value: int, report: str, options: dict) -> dict:
	return {
		"value": value,
		"fieldtype": "Int",
		"route": ["query-report", report],
		"route_options": options,
	}
