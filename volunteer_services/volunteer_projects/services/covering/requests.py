"""A cover request on its way: asked for, the next asked, taken, withdrawn, lapsed.

Locks, in this order: activity, shift, the file of who takes the place, sign-up, request.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, now_datetime

from volunteer_services.exceptions import CoverRequestError
from volunteer_services.foundation.rules import check_lengths, enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain import cover as rules
from volunteer_services.volunteer_projects.domain import errors
from volunteer_services.volunteer_projects.domain.cover import Answer, CoverStatus
from volunteer_services.volunteer_projects.services.covering import candidates, store, tell
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP
from volunteer_services.volunteer_projects.services.signing import enter, held, queue, steps
from volunteer_services.volunteer_projects.services.signing.checks import Ask

MOST_CHARACTERS = 500


def ask(sign_up: str, message: str) -> dict:
	"""Ask for a cover for a sign-up that holds a place; the first are asked: {name, asked}.

	Raises CoverRequestError where there is no place to hand on, a cover is asked for, others wait, or the
	shift begins too soon, ArgumentError for too many words.
	"""
	check_lengths(store.DOCTYPE, {"message": message}, {"message": MOST_CHARACTERS})
	place, row = _held(sign_up)
	with _rules():
		if store.open_of(sign_up):
			raise errors.CoverAskedTwiceError(row.volunteer_name)
		rules.check_may_ask(
			row.volunteer_name,
			row.status,
			place.places.waiting,
			get_datetime(place.shift.starts_on),
			now_datetime(),
			_fewest_hours(),
		)
	if place.activity.workflow_state != "Published":
		_refuse(errors.CoverClosedError())
	request = store.insert(place, row, message.strip())
	return {"name": request.name, "asked": _ask_next(place, row, request)}


def accept(name: str, volunteer: str) -> dict:
	"""Take the place: {name, status} of the new sign-up. Only the first who accepts gets it.

	Raises PermissionError for somebody who was not asked, CoverRequestError when the place is gone, and what
	stands against a sign-up of theirs by now.
	"""
	place, row, request = _requested(name, volunteer)
	own, others = _own_row(request, volunteer)
	_check_open(place, row, request)
	_refuse_booked(place, volunteer)
	steps.store(place, row, "Substituted", _("{0} comes instead.").format(own.volunteer_name))
	new = enter.decided(place, Ask(volunteer, cstr(row.post)), enter.COVER, "Confirmed")
	queue.offer_places(place)  # of children who came along with the other
	place.store()
	store.answer(own.name, name, Answer.ACCEPTED)
	store.close(
		name, CoverStatus.TAKEN, taken_by=volunteer, taken_by_name=own.volunteer_name, new_sign_up=new
	)
	tell.taken(place, request, own.volunteer_name, others)
	return {"name": new, "status": "Confirmed"}


def decline(name: str, volunteer: str) -> dict:
	"""Say no; when all have answered, the next are asked at once: {asked}. Raises PermissionError."""
	place, row, request = _requested(name, volunteer)
	own, _others = _own_row(request, volunteer)
	if request.status != CoverStatus.OPEN or own.answer != Answer.ASKED:
		return {"asked": 0}
	store.answer(own.name, name, Answer.DECLINED)
	return {"asked": _advance(place, row, request)}


def withdraw(name: str) -> None:
	"""No cover is needed any more."""
	_place, _row, request = _requested(name)
	if request.status == CoverStatus.OPEN:
		store.close(name, CoverStatus.WITHDRAWN)


def advance(name: str) -> int:
	"""What is due for an open request: it ends, or the next are asked. Returns how many."""
	place, row, request = _requested(name)
	return _advance(place, row, request) if request.status == CoverStatus.OPEN else 0


def _advance(place: held.Held, row: frappe._dict, request: frappe._dict) -> int:
	now = now_datetime()
	if row.status not in rules.COVERABLE or place.activity.workflow_state != "Published":
		store.close(request.name, CoverStatus.WITHDRAWN)
		return 0
	if now >= rules.lapses_on(get_datetime(place.shift.starts_on), _fewest_hours()):
		store.close(request.name, CoverStatus.LAPSED)
		tell.lapsed(place, request)
		return 0
	before = store.asked(request.name)
	again_on = get_datetime(request.ask_again_on) if request.ask_again_on else None
	if not rules.is_due((one.answer for one in before), again_on, now):
		return 0
	return _ask_next(place, row, request, before)


def _ask_next(place: held.Held, row: frappe._dict, request: frappe._dict, before: list | None = None) -> int:
	found = candidates.next_for(place, row)
	again_on = queue.answer_until(place) if found else None
	store.ask(request, found, before or [], again_on)
	tell.asked(place, request, [one.volunteer for one in found])
	return len(found)


def _check_open(place: held.Held, row: frappe._dict, request: frappe._dict) -> None:
	if request.status == CoverStatus.TAKEN:
		_refuse(errors.CoverTakenError())
	gone = row.status not in rules.COVERABLE or request.status != CoverStatus.OPEN
	if gone or get_datetime(place.shift.starts_on) <= now_datetime():
		_refuse(errors.CoverClosedError())


def _refuse_booked(place: held.Held, volunteer: str) -> None:
	"""Two requests may be accepted in one breath: what this transaction saw before it got the lock on the
	person's file may be older. Raises CoverRequestError."""
	if frappe.db.sql(
		"""select 1 from `tabActivity Sign Up` where `volunteer` = %s and `status` in %s
			and `starts_on` < %s and `ends_on` > %s limit 1 lock in share mode""",
		(volunteer, candidates.BUSY, place.shift.ends_on, place.shift.starts_on),
	):
		_refuse(errors.CoverBookedError(place.activity.activity_name))


def _held(sign_up: str) -> tuple[held.Held, frappe._dict]:
	asked = frappe.db.get_value(SIGN_UP, sign_up, ["activity", "shift"], as_dict=True)
	if not asked:
		frappe.throw(
			_("There is no sign-up {0}.").format(frappe.utils.escape_html(sign_up)), frappe.DoesNotExistError
		)
	return held.hold(asked.activity, asked.shift), steps.locked(sign_up)


def _requested(name: str, volunteer: str | None = None) -> tuple[held.Held, frappe._dict, frappe._dict]:
	"""The shift, the sign-up and the request under lock; ``volunteer``: whose file is locked, too."""
	asked = frappe.db.get_value(store.DOCTYPE, name, ["activity", "shift", "sign_up"], as_dict=True)
	if not asked:
		_not_asked()
	place = held.hold(asked.activity, asked.shift)
	if volunteer:
		frappe.db.sql("select `name` from `tabVolunteer Profile` where `name` = %s for update", (volunteer,))
	return place, steps.locked(asked.sign_up), store.locked(name)


def _own_row(request: frappe._dict, volunteer: str) -> tuple[frappe._dict, list[str]]:
	"""The line of somebody who was asked, and the others who have not answered. Raises PermissionError."""
	rows = store.asked(request.name)
	own = next((row for row in rows if row.volunteer == volunteer), None)
	if own is None:
		_not_asked()
	own.volunteer_name = frappe.db.get_value("Volunteer Profile", volunteer, "full_name")
	return own, [row.volunteer for row in rows if row is not own and row.answer == Answer.ASKED]


def _not_asked() -> None:
	frappe.throw(
		_("You have no permission for {0}.").format(_(store.DOCTYPE)),
		frappe.PermissionError,
		title=_("Not Allowed"),
	)


def _fewest_hours() -> int:
	return cint(settings().offer_fewest_hours)


def _rules():
	return enforce(CoverRequestError, _("Cover Request"))


def _refuse(broken: errors.CoverError) -> None:
	with _rules():
		raise broken
