"""The part of /my-volunteer-service about sign-ups and open activities, in words for its reader."""

from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import cint, cstr, format_datetime, get_datetime, now_datetime

from volunteer_services.foundation.settings import settings
from volunteer_services.portal.services.own.words import span
from volunteer_services.volunteer_projects.services import why_not
from volunteer_services.volunteer_projects.services.presence import place
from volunteer_services.volunteer_projects.services.signing import enter, sign_ups

SIGN_UP = "Activity Sign Up"
TONES = {"Signed Up": "wait", "Waiting": "wait", "Offered": "bad", "Confirmed": "good", "Attended": "good"}
EARLY = timedelta(hours=2)
_MAY_CONFIRM = frozenset({"Signed Up", "Offered"})


def add(context, file) -> None:
	"""Put ``signing`` into the page's context: own sign-ups to come, and what one may sign up for."""
	found = sign_ups.of_person(file.name)
	context.signing = frappe._dict(
		sign_ups=[mine(row) for row in found["sign_ups"]],
		activities=[open_shift(row) for row in found["activities"]],
		wanted=_wanted(cstr(frappe.form_dict.get("activity"))[:140], file.name),
	)


def _wanted(activity: str, volunteer: str) -> list[frappe._dict]:
	"""The activity from whose page somebody comes: its shifts, each with what speaks against it."""
	return [
		frappe._dict(
			open_shift(row),
			reasons=row.reasons,
			state=_(row.status, context=SIGN_UP) if row.status else "",
		)
		for row in (why_not.own(activity, volunteer) if activity else ())
	]


def add_today(context, file) -> None:
	"""Put ``signing`` into the page's context: where one may check in today by the own phone."""
	today = [row for row in sign_ups.to_come(file.name) if _is_today(row)]
	has_place = bool(settings().place_assessment_on)
	context.signing = frappe._dict(
		codes=[_code(row) for row in today if row.shows_code],
		by_place=[_code(row) for row in today if has_place and row.self_check_in],
		agrees_to_place=place.is_consented(file.name),
	)


def mine(row) -> frappe._dict:
	"""A sign-up in words: title, state, tone, when, location, note, and what may be done with it."""
	return frappe._dict(
		name=row.name,
		activity=row.activity,
		shift=row.shift,
		status=row.status,
		title=row.activity_name,
		state=_("On Reserve", context=SIGN_UP) if row.is_reserve else _(row.status, context=SIGN_UP),
		tone=TONES.get(row.status, ""),
		when=span(row),
		location=row.location,
		note=_note(row),
		may_confirm=row.status in _MAY_CONFIRM,
		may_withdraw=row.status != "Attended",
		is_given=bool(row.collects_availability),
		shows_way=bool(row.goes_to_people) and row.status in ("Confirmed", "Attended") and _is_near(row),
	)


def _is_near(row) -> bool:
	return get_datetime(row.starts_on) - timedelta(days=1) <= now_datetime() <= get_datetime(row.ends_on)


def _is_today(row) -> bool:
	now = now_datetime()
	return get_datetime(row.starts_on) - EARLY <= now <= get_datetime(row.ends_on) + EARLY


def _code(row) -> frappe._dict:
	return frappe._dict(activity=row.activity, title=row.activity_name, when=span(row))


def _note(row) -> str:
	if row.status == "Offered" and row.channel == enter.AVAILABLE:
		return _("You are put down for this shift. Confirm or decline until {0}.").format(
			format_datetime(row.offered_until)
		)
	if row.status == "Offered":
		return _("A place is held for you until {0}.").format(format_datetime(row.offered_until))
	if row.status == "Waiting" and row.is_reserve:
		return _(
			"You are reserve {0}: you hold no place, but please keep the time free. "
			"You are told when a place is yours."
		).format(cint(row.position))
	if row.status == "Waiting":
		return row.reason or _("You are at place {0} of the waiting list.").format(cint(row.position))
	return ""


def open_shift(row) -> frappe._dict:
	"""A shift in words: title, when, location, places, and whether a passphrase is asked."""
	left = row.places_left
	return frappe._dict(
		activity=row.activity,
		shift=row.shift,
		title=row.activity_name if row.is_whole else f"{row.activity_name} · {row.shift_title}",
		when=span(row),
		location=row.location,
		is_full=left is not None and not cint(left),
		places=""
		if left is None
		else _("{0} places left").format(cint(left))
		if left
		else _("No Places Left"),
		asks_passphrase=bool(row.asks_passphrase),
	)
