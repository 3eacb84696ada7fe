"""Activities: make service records, sign up, withdraw."""

import frappe
from frappe import _

from volunteer_services.foundation import limits, settings
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Moment
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.filters import conditions
from volunteer_services.service_records.services import recording
from volunteer_services.volunteer_projects.reporting import calendars
from volunteer_services.volunteer_projects.services.notice import calendar as notice_calendar
from volunteer_services.volunteer_projects.services.planning import quick
from volunteer_services.volunteer_projects.services.presence import roll_call
from volunteer_services.volunteer_projects.services.signing import access, enter, sign_ups


@endpoint(methods=["POST"])
def make_records(activity: str) -> dict:
	"""Turn the participants of an activity into service records: {made, left, problems, state} or {job}."""
	require_permission("Service Activity", "write", activity)
	require_permission("Service Log", "create")
	return recording.make_records(activity)


@endpoint(methods=["POST"])
def draft(
	project: str, activity_name: str, starts_on: Moment, ends_on: Moment, location: str, places: int = 0
) -> dict:
	"""A new activity in a few words, as a draft of the caller's scope: {name, is_new}. Sent twice, it makes
	one. ``places`` 0: any number of people."""
	require_permission("Service Activity", "create")
	require_permission("Volunteer Project", "read", project)
	return retry.whole(lambda: quick.draft(project, activity_name, starts_on, ends_on, location, places))


@endpoint(methods=["POST"])
def sign_up(
	activity: str,
	volunteer: str | None = None,
	allow_overlap: bool = False,
	post: str | None = None,
	shift: str | None = None,
	passphrase: str | None = None,
	override: str | None = None,
) -> dict:
	"""Sign up a volunteer in the caller's scope, or oneself: {name, status, position in the waiting list}.

	``shift``: one of the activity's, where it has several. ``post``: one of the project's posts.
	``passphrase``: where the notice asks for one. For the staff only: ``allow_overlap``, the override of
	double booking, and ``override``, a word why somebody comes in against a reason that may be overridden.
	"""
	who, is_own = _participant(activity, volunteer)
	ask = enter.Ask(who, post or "", is_own, passphrase or "", allow_overlap and not is_own)
	channel, word = (enter.OWN, "") if is_own else (enter.STAFF, override or "")
	return retry.whole(lambda: enter.sign_up(activity, ask, shift, channel, word))


@endpoint(methods=["POST"])
def withdraw(activity: str, volunteer: str | None = None, shift: str | None = None) -> dict:
	"""Withdraw a volunteer in the caller's scope, or oneself, from the activity's shifts; the first who waits
	is offered the place. Returns {status, position}."""
	who, is_own = _participant(activity, volunteer)
	retry.whole(lambda: sign_ups.withdraw(activity, who, shift, is_own))
	return {"status": "", "position": 0}


@endpoint(methods=["POST"])
def take_over_sign_ups(activity: str) -> dict:
	"""Put those who hold a place into the roll-call as present: {added}."""
	require_permission("Service Activity", "write", activity)
	return {"added": roll_call.into_grid(activity)}


@endpoint(allow_guest=True, methods=["GET"])
def ical(activity: str) -> None:
	"""A published activity as a file for one's calendar, for anybody where it calls the public; names nobody.

	Who has signed up, or may read it in the desk, gets it whatever its audience, with the exact place. Raises
	DoesNotExistError, RequestLimitError.
	"""
	limits.require("ical", limits.address(), settings.checks_per_hour())
	content = notice_calendar.ical(activity)
	frappe.local.response.filename = f"{activity}.ics"
	frappe.local.response.filecontent = content
	frappe.local.response.content_type = "text/calendar"
	frappe.local.response.type = "download"


@endpoint()
def calendar(start: Moment, end: Moment, filters: str | list | None = None) -> list[dict]:
	"""The activities of the user's scope that touch these days."""
	require_permission("Service Activity", "read")
	return calendars.activities(start, end, conditions("Service Activity", filters))


def _participant(activity: str, volunteer: str | None) -> tuple[str, bool]:
	"""Whom the call is about, and whether that is the user's own file. Raises PermissionError."""
	own = access.own_volunteer()
	volunteer = volunteer or own
	if not volunteer:
		frappe.throw(_("Name the volunteer: your user has no volunteer's file."), frappe.PermissionError)
	if volunteer == own and not (access.is_staff() and _may_organise(activity)):
		return volunteer, True
	access.check(activity, volunteer)
	require_permission("Volunteer Profile", "read", volunteer)
	return volunteer, False


def _may_organise(activity: str) -> bool:
	"""Whether the user organises the activity."""
	return bool(frappe.has_permission("Service Activity", "write", activity))
