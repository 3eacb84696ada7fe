"""A check-in or check-out is noted. Nothing is changed or taken back: the roll-call has the last word.

Locks, in this order: activity, shift, the person's file, sign-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.utils import cint, cstr, format_datetime, get_datetime, getdate, now_datetime

from volunteer_services.exceptions import CheckInError
from volunteer_services.volunteer_projects.domain import check_in as rules
from volunteer_services.volunteer_projects.services.presence import forgotten, log
from volunteer_services.volunteer_projects.services.shifts import PLACES, SIGN_UP
from volunteer_services.volunteer_projects.services.signing import held, readiness, steps
from volunteer_services.volunteer_projects.services.signing.reasons import refuse

_BELONGS = timedelta(hours=12)
_OPEN_STATES = frozenset({"Published", "Completed"})
_MAY_COME = ("Signed Up", "Waiting", "Offered", "Confirmed", "Attended", "Left Early", "No Show", "Excused")


@dataclass(frozen=True)
class Seen:
	"""What somebody scanned, typed or chose.

	``happened_at``: by the clock that scanned, in the site's time. ``offline_id``: the number that a phone
	without network gave the event; one that comes twice is noted once. ``phone_time``: what that clock said
	when the event was sent, from which its error is known. ``override``: the organiser's word against a
	reason that may be set aside. ``distance_m``, ``is_within``: of a check-in by place.
	``kiosk``: the tablet of a site where it happened.
	"""

	kind: str
	method: str
	happened_at: datetime | None = None
	offline_id: str = ""
	phone_time: datetime | None = None
	override: str = ""
	remark: str = ""
	is_own: bool = False
	distance_m: int | None = None
	is_within: bool | None = None
	kiosk: str = ""


def record(activity: str, volunteer: str, seen: Seen, shift: str | None = None) -> dict:
	"""Note the event: {name, sign_up, volunteer_name, kind, happened_at, is_new}.

	Who is in already, or out already, is not noted again. Raises CheckInError, and what the gate of readiness
	finds at a check-in.
	"""
	received = now_datetime().replace(microsecond=0)
	happened = (seen.happened_at or received).replace(microsecond=0)
	row = _sign_up(activity, volunteer, shift, happened)
	place = held.hold(activity, row.shift)
	frappe.db.sql("select `name` from `tabVolunteer Profile` where `name` = %s for update", (volunteer,))
	row = steps.locked(row.name)
	if seen.offline_id and (known := log.of_phone(seen.offline_id)):
		return {**known, "is_new": False}
	_check_time(place, happened, received)
	last = log.last(row.name)
	if seen.kind == rules.Kind.IN.value:
		# An earlier one that arrives later, from a phone without network, is noted: the first counts.
		if last and last.kind == rules.Kind.IN.value and last.happened_at <= happened:
			return _answer(last, row, is_new=False)
		overridden = _check_in(place, row, seen, happened)
	else:
		if last and last.kind != rules.Kind.IN.value and last.happened_at >= happened:
			return _answer(last, row, is_new=False)
		if not last and seen.is_own:
			_refuse(_("You have not checked in for {0}.").format(place.activity.activity_name))
		overridden = ""
	event = _insert(place, row, seen, happened, received)
	_move(place, row, seen, overridden)
	place.store()
	return _answer(event, row, is_new=True)


def _sign_up(activity: str, volunteer: str, shift: str | None, happened: datetime) -> frappe._dict:
	"""The sign-up whose shift is nearest to that time."""
	rows = frappe.db.sql(
		"""select `name`, `shift`, `starts_on`, `ends_on` from `tabActivity Sign Up`
		where `activity` = %s and `volunteer` = %s and `status` in %s and (%s = '' or `shift` = %s)
		order by `starts_on`""",
		(activity, volunteer, _MAY_COME, shift or "", shift or ""),
		as_dict=True,
	)
	if not rows:
		name = frappe.db.get_value("Volunteer Profile", volunteer, "full_name")
		_refuse(
			_("{0} has not signed up for this activity. Let the person in as somebody who comes by.").format(
				name or volunteer
			)
		)
	return min(rows, key=lambda row: _distance(row, happened))


def _distance(row: frappe._dict, at: datetime) -> timedelta:
	starts_on, ends_on = get_datetime(row.starts_on), get_datetime(row.ends_on)
	if starts_on <= at <= ends_on:
		return timedelta()
	return min(abs(at - starts_on), abs(at - ends_on))


def _check_time(place, happened: datetime, received: datetime) -> None:
	"""The event belongs to the activity; what is only early or late is noted, and is a doubt."""
	activity, shift = place.activity, place.shift
	if activity.workflow_state not in _OPEN_STATES:
		_refuse(
			_("The activity {0} is {1}: nobody checks in.").format(
				activity.activity_name, _(activity.workflow_state, context="Service Activity")
			)
		)
	if happened > received + rules.MAX_SKEW:
		_refuse(
			_("{0} is still to come. Set the clock of the phone right.").format(format_datetime(happened))
		)
	first, last = get_datetime(shift.starts_on) - _BELONGS, get_datetime(shift.ends_on) + _BELONGS
	if not first <= happened <= last:
		_refuse(
			_("{0} does not belong to {1}, which runs from {2} to {3}.").format(
				format_datetime(happened),
				activity.activity_name,
				format_datetime(shift.starts_on),
				format_datetime(shift.ends_on),
			)
		)


def _check_in(place, row: frappe._dict, seen: Seen, happened: datetime) -> str:
	"""The gate, one place at a time, three times a day. Returns what is overridden."""
	_close_elsewhere(row, happened)
	day = getdate(happened)
	((count,),) = frappe.db.sql(
		"""select count(*) from `tabCheck In`
		where `volunteer` = %s and `kind` = 'In' and `happened_at` >= %s and `happened_at` < %s""",
		(row.volunteer, day, day + timedelta(days=1)),
	)
	if cint(count) >= rules.MAX_PAIRS:
		_refuse(
			_(
				"{0} has checked in {1} times on this day; more is not noted. Enter the times in the list."
			).format(row.volunteer_name, count)
		)
	post = cstr(place.shift.post or row.post)
	reasons = readiness.why_not(place.activity, row.volunteer, post, day)
	text = refuse(reasons, ("" if seen.is_own else seen.override) or row.overridden)
	return text if seen.override and not seen.is_own else ""


def _close_elsewhere(row: frappe._dict, happened: datetime) -> None:
	"""Nobody is in two places: who is still in elsewhere is checked out there first. Of an earlier day it
	was forgotten, and ends at its plan."""
	for other in forgotten.open_of(row.volunteer):
		if other.sign_up == row.name:
			continue
		if getdate(other.happened_at) < getdate(happened):
			forgotten.close(other)
			continue
		_refuse(
			_("{0} is checked in for {1} since {2}. Check out there first.").format(
				row.volunteer_name, other.activity_name, format_datetime(other.happened_at)
			)
		)


def _insert(place, row: frappe._dict, seen: Seen, happened: datetime, received: datetime) -> frappe._dict:
	skew = int((seen.phone_time - received).total_seconds()) if seen.phone_time else 0
	return log.insert(
		{
			"sign_up": row.name,
			"activity": place.activity.name,
			"activity_name": place.activity.activity_name,
			"shift": place.shift.name,
			"volunteer": row.volunteer,
			"volunteer_name": row.volunteer_name,
			"kind": seen.kind,
			"happened_at": happened,
			"received_at": received,
			"method": seen.method,
			"clock_skew": skew,
			"offline_id": seen.offline_id or None,
			"remark": seen.remark or None,
			"kiosk": seen.kiosk or None,
			"distance_m": seen.distance_m or 0,
			"is_within": {True: "Inside", False: "Outside"}.get(seen.is_within),
			**{field: place.activity.get(field) for field in PLACES},
		}
	)


def _move(place, row: frappe._dict, seen: Seen, overridden: str) -> None:
	"""Who came is there. Whether somebody left early is said by the roll-call."""
	if overridden:
		frappe.db.set_value(SIGN_UP, row.name, "overridden", overridden)
	if seen.kind == rules.Kind.IN.value and row.status not in ("Attended", "Left Early"):
		steps.store(place, row, "Attended", None, is_own=True)


def _answer(event: frappe._dict, row: frappe._dict, is_new: bool) -> dict:
	return {
		"name": event.name,
		"sign_up": row.name,
		"volunteer_name": row.volunteer_name,
		"kind": event.kind,
		"happened_at": event.happened_at,
		"is_new": is_new,
	}


def _refuse(message: str) -> None:
	frappe.throw(message, CheckInError, title=_("Check-in"))
