"""Check-in by the place of the phone [PIPL §29, §55]: only where an assessment of its impact was filed, and
with the person's own consent. The distance is kept, the coordinates never."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, flt, getdate, nowdate

from volunteer_services.exceptions import CheckInError, ConsentError
from volunteer_services.foundation import limits
from volunteer_services.foundation.database.cache import forget
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain import place as rules
from volunteer_services.volunteer_projects.domain.check_in import Kind, Method
from volunteer_services.volunteer_projects.services.presence import events
from volunteer_services.volunteer_registry.domain.age import age_on

PROFILE, ACTIVITY = "Volunteer Profile", "Service Activity"
TRIES_AN_HOUR = 20
CONSENT_AGE = 14
"""Below, the place of a child is not asked for [PIPL §31]: the organiser scans."""
_FIELDS = ("self_check_in", "latitude", "longitude", "radius_m")


def check_activity(activity) -> None:
	"""What an activity says about check-in by place. Raises CheckInError."""
	if not cint(activity.self_check_in):
		return
	with enforce(CheckInError, _("Check-in by Place")):
		rules.Point(flt(activity.latitude), flt(activity.longitude))
		rules.check_radius(cint(activity.radius_m))
	if not settings().place_assessment_on:
		frappe.throw(
			_(
				"Nobody has assessed what check-in by place means for people's privacy. File the assessment "
				"in {0}, or let the organiser scan."
			).format(_("Volunteer Services Settings")),
			CheckInError,
			title=_("Check-in by Place"),
		)


def is_consented(volunteer: str) -> bool:
	"""Whether the person agreed to have the place of the phone compared."""
	return bool(frappe.db.get_value(PROFILE, volunteer, "location_consent"))


def consent(volunteer: str, given: bool) -> None:
	"""The person agrees, or takes it back; the next check-in asks anew. Raises ConsentError for children."""
	born = frappe.db.get_value(PROFILE, volunteer, "date_of_birth")
	if given and (not born or age_on(getdate(born), getdate(nowdate())) < CONSENT_AGE):
		frappe.throw(
			_(
				"Under the age of {0} the organiser scans your code; the place of your phone is not used."
			).format(CONSENT_AGE),
			ConsentError,
			title=_("Check-in by Place"),
		)
	stamp = frappe.utils.now() if given else None
	frappe.db.set_value(PROFILE, volunteer, {"location_consent": int(given), "location_consent_on": stamp})
	forget(PROFILE, [volunteer])


def by_place(activity: str, volunteer: str, kind: str, phone: rules.Point, accuracy_m: float) -> dict:
	"""One's own check-in where the activity is: what ``events.record`` returns, and distance_m.

	Who comes in must be within the radius; a check-out further away is noted, and is a doubt. Raises
	CheckInError, ConsentError, RequestLimitError.
	"""
	limits.require("check-in place", volunteer, TRIES_AN_HOUR)
	held = frappe.db.get_value(ACTIVITY, activity, _FIELDS, as_dict=True)
	if not (held and cint(held.self_check_in) and settings().place_assessment_on):
		frappe.throw(
			_("Here nobody checks in by place. Show the organiser your code."),
			CheckInError,
			title=_("Check-in by Place"),
		)
	if not is_consented(volunteer):
		frappe.throw(
			_("Agree first that the place of your phone is compared with that of the activity."),
			ConsentError,
			title=_("Check-in by Place"),
		)
	there, radius = rules.Point(held.latitude, held.longitude), cint(held.radius_m)
	with enforce(CheckInError, _("Check-in by Place")):
		if kind == Kind.IN.value:
			metres = rules.check_in_distance(phone, there, radius, accuracy_m)
		else:
			metres = rules.known_distance(phone, there, accuracy_m)
	seen = events.Seen(kind, Method.PLACE.value, is_own=True, distance_m=metres, is_within=metres <= radius)
	return {**events.record(activity, volunteer, seen), "distance_m": metres}
