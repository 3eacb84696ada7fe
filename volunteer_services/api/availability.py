"""Availability first: when one could serve, the organiser's table, a proposal, who is given which shift."""

import frappe
from frappe import _

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Names, Rows
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.services.rostering import answers, own, propose
from volunteer_services.volunteer_projects.services.rostering import assign as rosters
from volunteer_services.volunteer_projects.services.rostering import table as tables
from volunteer_services.volunteer_projects.services.signing import access
from volunteer_services.volunteer_projects.services.signing.checks import Ask

ACTIVITY = "Service Activity"


@endpoint(methods=["GET"])
def mine() -> list[dict]:
	"""The activities that ask oneself who could serve when, with their shifts and what one has said."""
	return own.of_person(access.own_volunteer())


@endpoint(methods=["POST"])
def answer(activity: str, shifts: Names = (), passphrase: str = "") -> dict:
	"""Say in which shifts of the activity one could serve, and in none of the others: {can, cannot}. The same
	again changes the answer, until the window closes."""
	volunteer = access.own_volunteer()
	if not volunteer:
		frappe.throw(_("Name the volunteer: your user has no volunteer's file."), frappe.PermissionError)
	ask = Ask(volunteer, is_own=True, passphrase=passphrase, says_when=True)
	return retry.whole(lambda: answers.answer(activity, ask, list(shifts)))


@endpoint(methods=["GET"])
def table(activity: str) -> dict:
	"""Person × shift, for the organiser: {shifts, people}."""
	require_permission(ACTIVITY, "read", activity)
	require_permission("Shift Availability", "read")
	return tables.of_activity(activity, bool(frappe.has_permission(ACTIVITY, "write", activity)))


@endpoint(methods=["GET"])
def proposal(activity: str) -> list[dict]:
	"""Who would be given which shift if they were filled evenly: [{shift, volunteer}]. Nothing is saved."""
	require_permission(ACTIVITY, "write", activity)
	return propose.evenly(activity)


@endpoint(methods=["POST"])
def assign(activity: str, ticks: Rows) -> dict:
	"""Give shifts to those who could serve: {done, reserves, problems: [{shift, volunteer, problem}]}. They
	are asked to confirm. ``ticks``: shift, volunteer."""
	require_permission(ACTIVITY, "write", activity)
	pairs = [(str(row.get("shift") or ""), str(row.get("volunteer") or "")) for row in ticks]
	return retry.whole(lambda: rosters.assign(activity, pairs))
