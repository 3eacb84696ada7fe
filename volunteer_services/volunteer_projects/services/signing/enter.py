"""Signing up: a place, or one on the waiting list, in the order of requests. A bounded number of queries."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr, now_datetime

from volunteer_services.exceptions import SignUpError
from volunteer_services.foundation.database.bulk import multi_insert
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain.sign_up import GONE
from volunteer_services.volunteer_projects.services import posts, shifts
from volunteer_services.volunteer_projects.services.signing import checks, held, queue, reserves
from volunteer_services.volunteer_projects.services.signing.checks import Ask
from volunteer_services.volunteer_projects.services.signing.reasons import refuse

DOCTYPE = shifts.SIGN_UP
STAFF, OWN, ROLL_CALL, ON_THE_SPOT, TAKEN_OVER = "Staff", "Own Page", "Roll Call", "On the Spot", "Taken Over"
COVER, FAMILY, PROXY, GROUP, AVAILABLE = "Cover", "Family", "Proxy", "Group", "From Availability"


def sign_up(
	activity: str,
	ask: Ask,
	shift: str | None = None,
	channel: str = STAFF,
	override: str = "",
	remark: str | None = None,
) -> dict:
	"""Sign somebody up for a shift of the activity (the only one where none is named).

	``override``: the organiser's word why somebody comes in against a reason that may be overridden. Whoever
	is signed up stays as they are. Returns {name, status, position}; position counts within the waiting list,
	0 for a place. Raises the error of the first reason against it.
	"""
	shift = shift or shifts.only(activity)
	# Whatever needs no lock is asked before the others have to wait.
	seen, person = held.look(activity, shift), checks.person_of(ask.volunteer)
	reasons = checks.why_not(seen, ask, person)
	place = held.hold(activity, shift)
	row = _row_of(place, ask.volunteer)
	if row and row.status not in GONE:
		return {"name": row.name, "status": row.status, "position": queue.position(row)}
	if not place.stands_as(seen):
		reasons = checks.why_not(place, ask, person)
	overridden = refuse(reasons, override)
	values = _values(place, ask, person, channel, overridden)
	values["remark"] = remark
	name = _store(row.name if row else None, values)
	place.store()
	if values["status"] == "Waiting":
		reserves.name_them(place)
	where = place.places.waiting if values["status"] == "Waiting" else 0
	return {"name": name, "status": values["status"], "position": where}


def fill(doc, ask: Ask) -> None:
	"""Place a sign-up that a form or a request inserts: the document gets what ``sign_up`` would store."""
	place = held.hold(doc.activity, doc.shift or shifts.only(doc.activity))
	row = _row_of(place, ask.volunteer)
	if row:
		frappe.throw(
			_("{0} has a sign-up for this shift already: {1}. Sign up again there.").format(
				doc.volunteer_name or ask.volunteer, row.name
			),
			SignUpError,
			title=_("Sign-up"),
		)
	person = checks.person_of(ask.volunteer)
	overridden = refuse(checks.why_not(place, ask, person), "")
	doc.update(_values(place, ask, person, OWN if ask.is_own else STAFF, overridden))
	place.store()


def follow(doc) -> None:
	"""After a form or a request stored a sign-up that waits: it may be a reserve."""
	if doc.status == "Waiting":
		reserves.name_them(held.hold(doc.activity, doc.shift))


def decided(place: held.Held, ask: Ask, channel: str, status: str, **further) -> str:
	"""Somebody gets a place that was kept or given away for them, whoever waits and however many places there
	are. Returns the sign-up's name; the caller stores ``place``.

	``further``: fields of the sign-up. Raises SignUpError for somebody who is signed up, and the error of the
	first reason against them.
	"""
	row = _row_of(place, ask.volunteer)
	person = checks.person_of(ask.volunteer)
	if row and row.status not in GONE:
		frappe.throw(
			_("{0} has signed up for this shift already.").format(person.full_name),
			SignUpError,
			title=_("Sign-up"),
		)
	refuse(checks.why_not(place, ask, person), "")
	values = _values(place, ask, person, channel, "", status=status)
	return _store(row.name if row else None, {**values, **further})


def give(place: held.Held, name: str | None, ask: Ask, person: frappe._dict, status: str, **further) -> str:
	"""A place that the organiser gives to somebody against whom nothing speaks, as the caller has asked.

	``name``: of the sign-up that they had and left. The caller stores ``place``. Returns the sign-up's name.
	"""
	values = _values(place, ask, person, AVAILABLE, "", status=status)
	return _store(name, {**values, **further})


def take_over(
	activity: str, volunteer: str, status: str, post: str | None, since, remark: str | None
) -> None:
	"""A sign-up from before, as it stood: the patch asks no rule again. Nobody is taken over twice."""
	place = held.hold(activity, shifts.only(activity))
	if _row_of(place, volunteer):
		return
	person = checks.person_of(volunteer)
	values = _values(place, Ask(volunteer, post or ""), person, TAKEN_OVER, "")
	place.places.move(values["status"], status)
	_store(None, values | {"status": status, "signed_up_on": since, "remark": remark})
	place.store()


def _row_of(place: held.Held, volunteer: str) -> frappe._dict | None:
	rows = frappe.db.sql(
		"""select `name`, `status`, `shift`, `queue_no` from `tabActivity Sign Up`
		where `activity` = %s and `shift` = %s and `volunteer` = %s for update""",
		(place.activity.name, place.shift.name, volunteer),
		as_dict=True,
	)
	return rows[0] if rows else None


def _values(
	place: held.Held, ask: Ask, person: frappe._dict, channel: str, overridden: str, status: str = ""
) -> dict:
	"""The fields of a new sign-up; counts it among the places. ``status``: where it is decided already."""
	post = cstr(place.shift.post or ask.post)
	too_often = ask.is_own and 0 < cint(settings().no_show_limit) <= cint(person.no_shows)
	status = status or _next_status(place, post, too_often)
	place.places.move("", status)
	reason = None
	if too_often:
		reason = _("{0} did not come {1} times in the last year: the organiser decides.").format(
			person.full_name, person.no_shows
		)
	return {
		"activity": place.activity.name,
		"activity_name": place.activity.activity_name,
		"shift": place.shift.name,
		"post": post or None,
		"volunteer": ask.volunteer,
		"volunteer_name": person.full_name,
		"status": status,
		"offered_until": None,
		"starts_on": place.shift.starts_on,
		"ends_on": place.shift.ends_on,
		"signed_up_on": now_datetime().replace(microsecond=0),
		"queue_no": place.places.number(),
		"channel": channel,
		"reason": reason,
		"decided_by": None,
		"decided_on": None,
		"needs_leader": int(too_often),
		"is_reserve": 0,
		"overridden": overridden or None,
		"is_late_cancel": 0,
		"accompanied_by": None,
		"group_sign_up": None,
		**{field: place.activity.get(field) for field in shifts.PLACES},
	}


def _next_status(place: held.Held, post: str, too_often: bool) -> str:
	is_full = (
		bool(post) and not place.shift.post and posts.is_full(post, place.activity.project, place.shift.name)
	)
	return place.places.status_of_next(too_often or is_full, line_moves=bool(queue.answer_until(place)))


def _store(name: str | None, values: dict) -> str:
	"""Without the steps of a form: another app that listens to sign-ups gets a whole document."""
	if name:
		frappe.db.set_value(DOCTYPE, name, values)
		return name
	if frappe.get_hooks("doc_events").get(DOCTYPE):
		doc = frappe.get_doc({"doctype": DOCTYPE, **values})
		doc.flags.by_service = doc.flags.is_placed = doc.flags.ignore_permissions = True
		return doc.insert().name
	name, user, stamp = random_name(), frappe.session.user, frappe.utils.now()
	entered = {"name": name, "owner": user, "modified_by": user, "creation": stamp, "modified": stamp}
	multi_insert(DOCTYPE, [{**entered, "docstatus": 0, "idx": 0, **values}])
	return name
