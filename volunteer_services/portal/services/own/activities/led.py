"""The part of /my-volunteer-service about the shifts that its reader leads, in words for the page."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.portal.services.own.activities.sign_ups import TONES
from volunteer_services.portal.services.own.words import span
from volunteer_services.volunteer_projects.services.planning import led

SIGN_UP = "Activity Sign Up"


def add(context, file) -> None:
	"""Put ``led_shifts`` into the page's context: the shifts with their people."""
	context.led_shifts = [_shift(row) for row in led.of_person(file.name)]


def _shift(row) -> frappe._dict:
	named = row.activity_name if row.is_whole else f"{row.activity_name} · {row.shift_title}"
	taken, capacity = cint(row.places_taken), cint(row.capacity)
	return frappe._dict(
		name=row.name,
		title=f"{named} · {row.post}" if row.post else named,
		when=span(row),
		location=row.location,
		places=f"{taken} / {capacity}" if capacity else str(taken),
		people=[_person(one) for one in row.people],
	)


def _person(one) -> frappe._dict:
	return frappe._dict(
		name=one.name,
		title=one.volunteer_name,
		post=one.post,
		last_four=one.last_four,
		state=_(one.status, context=SIGN_UP),
		tone=TONES.get(one.status, ""),
		steps=[frappe._dict(status=step, verb=_verb(step)) for step in one.steps],
	)


def _verb(step: str) -> str:
	return {
		"Confirmed": _("Confirm", context=SIGN_UP),
		"Excused": _("Excuse", context=SIGN_UP),
		"Attended": _("Came", context=SIGN_UP),
		"Left Early": _("Left Early", context=SIGN_UP),
		"No Show": _("Did Not Come", context=SIGN_UP),
	}[step]
