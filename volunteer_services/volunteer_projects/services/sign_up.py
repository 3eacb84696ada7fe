"""Signing up to an activity: places, the waiting list, no double booking by default (domain §3)."""

import frappe
from frappe import _
from frappe.utils import cint, format_datetime, get_datetime, now_datetime

from volunteer_services.exceptions import (
	ActivityStateError,
	AgeGateError,
	DoubleBookingError,
	VolunteerStateError,
)
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.services import activities, activity_checks, posts
from volunteer_services.volunteer_registry.services.standing import AWAITING_STATES

HOLDS_TIME = ("Signed Up", "Waiting", "Attended")


def sign_up(
	name: str, volunteer: str, is_own: bool = False, allow_overlap: bool = False, post: str | None = None
) -> dict:
	"""Sign the volunteer up, or put them on the waiting list when all places are taken.

	``is_own``: the volunteer acts for themselves (no permission on the activity is needed, and the caller has
	checked that it is their own file). ``allow_overlap``: the organiser's override of double booking.
	``post``: a post of the project, which may be full and may ask for a star or a skill (ActivityPostError).
	Returns {status, position}; position counts within the waiting list, 0 for a place.
	"""
	activity = frappe.get_doc("Service Activity", name, for_update=True)
	_check_open(activity)
	_check_volunteer(activity, volunteer)
	row = _row_of(activity, volunteer)
	if not row:
		if not allow_overlap:
			check_double_booking(activity, volunteer)
		row = activity.append("participants", {"volunteer": volunteer, "status": "Waiting", "post": post})
		_save(activity, is_own)
	return {"status": row.status, "position": _position(activity, row)}


def withdraw(name: str, volunteer: str, is_own: bool = False) -> dict:
	"""Take the volunteer off the list; the first who waits gets the place. Returns {status: ""}."""
	activity = frappe.get_doc("Service Activity", name, for_update=True)
	_check_open(activity)
	row = _row_of(activity, volunteer)
	if row:
		activity.remove(row)
		_save(activity, is_own)
	return {"status": "", "position": 0}


def fill_places(activity) -> None:
	"""Who waits first gets the next free place, on a post that is not full; a capacity of 0 has no end."""
	if activity.workflow_state != "Published":
		return
	capacity = cint(activity.capacity)
	free = capacity - activity_checks.places_taken(activity) if capacity else len(activity.participants)
	full = posts.full(activity)
	for row in activity.participants:
		if free <= 0:
			return
		if row.status == "Waiting" and row.post not in full:
			row.status = "Signed Up"
			free -= 1
			if row.post:
				full = posts.full(activity)


def check_double_booking(activity, volunteer: str) -> None:
	"""Raises DoubleBookingError when the volunteer is expected elsewhere at the same time (*policy*)."""
	if settings().allow_double_booking:
		return
	other = _overlapping_activity(activity, volunteer)
	if other:
		frappe.throw(
			_("At that time this volunteer is signed up for {0} ({1} to {2}).").format(
				other.activity_name, format_datetime(other.starts_on), format_datetime(other.ends_on)
			),
			DoubleBookingError,
			title=_("Double Booking"),
		)


def _overlapping_activity(activity, volunteer: str):
	found = frappe.db.sql(
		"""select a.`activity_name`, coalesce(p.`starts_on`, a.`starts_on`) as starts_on,
			coalesce(p.`ends_on`, a.`ends_on`) as ends_on
		from `tabService Activity Participant` p
		inner join `tabService Activity` a on a.`name` = p.`parent` and p.`parenttype` = 'Service Activity'
		where p.`volunteer` = %(volunteer)s and p.`status` in %(holds)s and a.`name` <> %(activity)s
			and a.`workflow_state` <> 'Called Off'
			and coalesce(p.`starts_on`, a.`starts_on`) < %(ends_on)s
			and coalesce(p.`ends_on`, a.`ends_on`) > %(starts_on)s
		order by a.`starts_on` limit 1""",
		{
			"volunteer": volunteer,
			"holds": HOLDS_TIME,
			"activity": activity.name,
			"starts_on": get_datetime(activity.starts_on),
			"ends_on": get_datetime(activity.ends_on),
		},
		as_dict=True,
	)
	return found[0] if found else None


def _check_open(activity) -> None:
	if activity.workflow_state != "Published" or get_datetime(activity.starts_on) <= now_datetime():
		frappe.throw(
			_("Sign-up for {0} is closed: it must be published and not have begun.").format(
				activity.activity_name
			),
			ActivityStateError,
			title=_("Sign-up Closed"),
		)


def _check_volunteer(activity, volunteer: str) -> None:
	row = frappe.db.get_value(
		"Volunteer Profile", volunteer, ["full_name", "workflow_state", "is_restricted"], as_dict=True
	)
	if not row or row.is_restricted or row.workflow_state not in {"Registered", *AWAITING_STATES}:
		frappe.throw(
			_("{0} cannot sign up: only registered volunteers and applicants can.").format(
				row.full_name if row else volunteer
			),
			VolunteerStateError,
			title=_("Volunteer"),
		)
	problem = activities.rescue_problems(activity, [volunteer]).get(volunteer)
	if problem:
		frappe.throw(problem, AgeGateError, title=_("Volunteer"))


def _row_of(activity, volunteer: str):
	return next((row for row in activity.participants if row.volunteer == volunteer), None)


def _save(activity, is_own: bool) -> None:
	if is_own:
		activity.flags.ignore_permissions = True  # volunteers hold no role here; only their row moves
	activity.save()


def _position(activity, row) -> int:
	if row.status != "Waiting":
		return 0
	waiting = [other.name for other in activity.participants if other.status == "Waiting"]
	return waiting.index(row.name) + 1
