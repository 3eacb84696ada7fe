"""The organiser calls up the next who waits: what the offers no longer do shortly before a shift begins."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from volunteer_services.exceptions import SignUpError
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP
from volunteer_services.volunteer_projects.services.signing import held, queue, reserves


def call_up(activity: str, shift: str) -> dict:
	"""Offer a free place to the first who waits: {name, volunteer_name, offered_until}. Shortly before the
	beginning the place is held until then.

	Raises SignUpError where no place is free, nobody waits for one, or the shift has begun.
	"""
	place = held.hold(activity, shift)
	starts_on = get_datetime(place.shift.starts_on)
	if place.activity.workflow_state != "Published" or starts_on <= now_datetime():
		_refuse(_("The shift has begun or is closed: whoever comes is let in at the door."))
	if not place.places.free:
		_refuse(
			_(
				"All {0} places of {1} are taken. Raise the number of places, or let somebody withdraw."
			).format(place.places.capacity, place.activity.activity_name)
		)
	chosen = queue.first_in_line(place, 1)
	if not chosen:
		_refuse(_("Nobody waits for a place of this shift."))
	(name,) = queue.offer(place, chosen, queue.answer_until(place) or starts_on)
	reserves.name_them(place)
	place.store()
	return frappe.db.get_value(SIGN_UP, name, ["name", "volunteer_name", "offered_until"], as_dict=True)


def _refuse(message: str) -> None:
	frappe.throw(message, SignUpError, title=_("Call Up a Reserve"))
