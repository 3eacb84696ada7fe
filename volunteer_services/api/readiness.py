"""Qualifications, covers and the question who may serve, for the desk."""

from frappe.utils import getdate, nowdate

from volunteer_services.foundation import access
from volunteer_services.foundation.domain.arguments import Day, Names
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_readiness.services import covers, gates, qualifications

PROFILE = "Volunteer Profile"


@endpoint(methods=["GET", "POST"])
def why_not(volunteer: str, conditions: dict | None = None, day: Day | None = None) -> dict:
	"""Why a volunteer of the user's scope may not serve on a day (default today) under these conditions.

	``conditions``: fields of ``volunteer_readiness.domain.gates.Conditions``. Returns {"reasons", "note"};
	each reason has code, message, rule, value, way_out, may_override; none: may serve.
	"""
	access.require_permission(PROFILE, "write", volunteer)
	found = gates.why_not(volunteer, conditions or {}, getdate(day or nowdate()))
	return {"reasons": found, "note": gates.notes([volunteer]).get(volunteer)}


@endpoint(methods=["POST"])
def verify(names: Names) -> dict:
	"""Somebody else than who entered these qualifications has seen the originals. Returns {"done"}."""
	return {"done": qualifications.verify(names)}


@endpoint(methods=["POST"])
def revoke(names: Names, reason: str = "") -> dict:
	"""These qualifications count no more. Returns {"done"}."""
	return {"done": qualifications.revoke(names, reason)}


@endpoint(methods=["POST"])
def mark_covers_sent(names: Names) -> dict:
	"""The list with these covers was sent to the insurer. Returns {"done"}."""
	return {"done": covers.mark_sent(names)}


@endpoint(methods=["POST"])
def confirm_covers(names: Names) -> dict:
	"""The insurer has confirmed these covers. Returns {"done"}."""
	return {"done": covers.confirm(names)}
