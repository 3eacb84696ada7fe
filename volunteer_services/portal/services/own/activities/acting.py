"""The part of /my-volunteer-service about the adults for whom its reader acts (代办)."""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.foundation.paper import printing
from volunteer_services.portal.services.own.activities.sign_ups import mine, open_shift
from volunteer_services.portal.services.own.words import date
from volunteer_services.volunteer_projects.services import why_not
from volunteer_services.volunteer_projects.services.together import proxies


def add(context, file) -> None:
	"""Put ``acting`` into the page's context: each person with hours, stars and the sign-ups to come."""
	if context.get("acting") is not None:
		return
	context.acting = [
		frappe._dict(
			name=one.name,
			full_name=one.full_name,
			hours=printing.hours_text(one.total_minutes),
			stars="★" * cint(one.star_level),
			state=_(one.workflow_state, context="Volunteer Profile"),
			is_registered=one.workflow_state == "Registered",
			until=date(one.acts_until) if one.acts_until else "",
			sign_ups=[mine(row) for row in one.sign_ups],
		)
		for one in proxies.of_user(frappe.session.user)
	]


def add_wanted(context, file) -> None:
	"""Put ``wanted_for`` into the page's context: the shifts of the activity from whose page somebody comes,
	each with those who have no place there yet."""
	add(context, file)
	activity = cstr(frappe.form_dict.get("activity"))[:140]
	if not (activity and context.acting):
		return
	context.wanted_for = [
		frappe._dict(
			open_shift(row),
			people=[
				one
				for one in context.acting
				if one.is_registered and row.shift not in {own.shift for own in one.sign_ups}
			],
		)
		for row in why_not.shifts_of(activity, "")
	]
