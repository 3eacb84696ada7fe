"""Activities: make service records, sign up, withdraw."""

import frappe
from frappe import _

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Moment
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.filters import conditions
from volunteer_services.service_records.services import recording
from volunteer_services.volunteer_projects.reporting import calendars
from volunteer_services.volunteer_projects.services import sign_up as signing


@endpoint(methods=["POST"])
def make_records(activity: str) -> dict:
	"""Turn the participants of an activity into service records: {made, left, problems, state} or {job}."""
	require_permission("Service Activity", "write", activity)
	require_permission("Service Log", "create")
	return recording.make_records(activity)


@endpoint(methods=["POST"])
def sign_up(
	activity: str, volunteer: str | None = None, allow_overlap: bool = False, post: str | None = None
) -> dict:
	"""Sign up a volunteer in the caller's scope, or oneself: {status, position in the waiting list}.

	``allow_overlap``: the organiser's override of double booking; for staff only. ``post``: one of the
	project's posts.
	"""
	volunteer, is_own = _participant(activity, volunteer)
	return signing.sign_up(activity, volunteer, is_own, allow_overlap and not is_own, post)


@endpoint(methods=["POST"])
def withdraw(activity: str, volunteer: str | None = None) -> dict:
	"""Withdraw a volunteer in the caller's scope, or oneself; the first who waits gets the place."""
	volunteer, is_own = _participant(activity, volunteer)
	return signing.withdraw(activity, volunteer, is_own)


@endpoint()
def calendar(start: Moment, end: Moment, filters: str | list | None = None) -> list[dict]:
	"""The activities of the user's scope that touch these days."""
	require_permission("Service Activity", "read")
	return calendars.activities(start, end, conditions("Service Activity", filters))


def _participant(activity: str, volunteer: str | None) -> tuple[str, bool]:
	"""Whom the call is about, and whether that is the user's own file. Raises PermissionError."""
	own = frappe.db.get_value("Volunteer Profile", {"user": frappe.session.user}, "name")
	volunteer = volunteer or own
	if not volunteer:
		frappe.throw(_("Name the volunteer: your user has no volunteer's file."), frappe.PermissionError)
	if volunteer == own and not frappe.has_permission("Service Activity", "write", activity):
		return volunteer, True
	require_permission("Service Activity", "write", activity)
	require_permission("Volunteer Profile", "read", volunteer)
	return volunteer, False
