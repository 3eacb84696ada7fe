"""A published activity as iCalendar (RFC 5545): when and at which site, an event for each shift; nobody is
named."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import frappe
from frappe import _
from frappe.utils import escape_html, get_datetime, get_system_timezone, get_url

from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.signing import access

OWN_PAGE = "/my-volunteer-service"
_PRODUCT = "-//Volunteer Services//Activities//EN"


def ical(name: str) -> bytes:
	"""The file. Raises DoesNotExistError for what is not published, or not for whoever asks."""
	from icalendar import Calendar  # here, so that a site that misses it misses this only

	activity = _published(name)
	knows_place = bool(activity and _knows_place(name))
	if not activity or not (knows_place or activity.audience in (None, "", "Public")):
		frappe.throw(
			_("There is no activity {0} for the calendar.").format(escape_html(name)),
			frappe.DoesNotExistError,
		)
	calendar = Calendar()
	calendar.add("prodid", _PRODUCT)
	calendar.add("version", "2.0")
	calendar.add("method", "PUBLISH")
	place = " ".join(filter(None, (activity.site_name, activity.location if knows_place else "")))
	for shift in shifts.of_activity(name):
		calendar.add_component(_event(activity, shift, place))
	return calendar.to_ical()


def _published(name: str) -> frappe._dict | None:
	rows = frappe.db.sql(
		"""select a.`name`, a.`activity_name`, a.`audience`, a.`location`, a.`category`, a.`modified`,
			s.`site_name`
		from `tabService Activity` a left join `tabService Site` s on s.`name` = a.`site`
		where a.`name` = %s and a.`workflow_state` = 'Published'""",
		(name,),
		as_dict=True,
	)
	return rows[0] if rows else None


def _knows_place(name: str) -> bool:
	"""Whether the asker is told where exactly it is: a service may be given at somebody's home."""
	if frappe.session.user == "Guest":
		return False
	own = access.own_volunteer()
	if own and frappe.db.exists(
		shifts.SIGN_UP,
		{"activity": name, "volunteer": own, "status": ["in", ["Signed Up", "Confirmed", "Attended"]]},
	):
		return True
	return bool(frappe.has_permission("Service Activity", "read", name))


def _event(activity: frappe._dict, shift: frappe._dict, place: str):
	from icalendar import Event

	title = activity.activity_name
	event = Event()
	event.add("uid", f"{shift.name}@{frappe.local.site}")
	event.add("summary", title if shift.is_whole else f"{title} · {shift.shift_title}")
	event.add("dtstart", _utc(shift.starts_on))
	event.add("dtend", _utc(shift.ends_on))
	event.add("dtstamp", _utc(activity.modified))
	event.add("url", get_url(OWN_PAGE))
	if place:
		event.add("location", place)
	if activity.category:
		event.add("categories", [_(activity.category)])
	return event


def _utc(moment) -> datetime:
	"""Without a time zone of its own the file reads the same everywhere."""
	return (
		get_datetime(moment)
		.replace(microsecond=0, tzinfo=ZoneInfo(get_system_timezone()))
		.astimezone(timezone.utc)
	)
