"""A published activity with a place or two, and people who sign up for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta, timezone

import frappe
import time_machine
from frappe.utils import now_datetime

from tests import factories as make
from tests.site.volunteer_projects.test_activities_records import make_activity

SIGN_UP, SHIFT, ACTIVITY = "Activity Sign Up", "Activity Shift", "Service Activity"
SOON = (datetime.now() + timedelta(days=7)).replace(hour=9, minute=0, second=0, microsecond=0)


def midday() -> datetime:
	"""Today's noon by the site's clock."""
	return datetime.combine(now_datetime().date(), time(12))


@contextmanager
def noon() -> Iterator[datetime]:
	"""It is today's noon, so that the hours before and after are hours of one day."""
	now = midday()
	with time_machine.travel(datetime.now(timezone.utc) + (now - now_datetime()), tick=True):
		yield now


def as_user(user, function, *args, **values):
	"""Call it as ``user``, and be Administrator afterwards."""
	frappe.set_user(user)
	try:
		return function(*args, **values)
	finally:
		frappe.set_user("Administrator")


def published(place, starts_on: datetime = SOON, hours: int = 4, **values):
	"""An activity that its leader has published."""
	user = frappe.session.user
	frappe.set_user(place.leader)
	activity = make_activity(place, starts_on=starts_on, ends_on=starts_on + timedelta(hours=hours), **values)
	activity.workflow_state = "Published"
	activity.save()
	frappe.set_user(user)
	return activity


def portal(place, **values):
	"""A volunteer with a login, who is told in English."""
	user = make.make_user(make.VOLUNTEER)
	frappe.db.set_value("User", user, "language", "en")
	return place.volunteer(user=user, **values)


def family(place, **values):
	"""A guardian with a login, and a minor in their care."""
	mother = portal(place, full_name=make.unique("李秀兰"), mobile="13900004321")
	child = place.volunteer(
		date_of_birth="2014-06-01",
		guardian_name=mother.full_name,
		guardian_phone=mother.mobile,
		guardian_consent=1,
		child_data_consent=1,
		**values,
	)
	return mother, child


def row(activity, who) -> frappe._dict:
	"""The sign-up of somebody for the activity."""
	name = getattr(activity, "name", activity)
	found = frappe.get_all(SIGN_UP, {"activity": name, "volunteer": who.name}, ["*"])
	return found[0] if found else frappe._dict()


def counters(activity) -> list[tuple[int, int]]:
	"""(places taken, waiting) of the activity's shifts in their order."""
	rows = frappe.get_all(
		SHIFT, {"activity": activity.name}, ["places_taken", "waiting_count"], order_by="starts_on, name"
	)
	return [(one.places_taken, one.waiting_count) for one in rows]


def told(who) -> list[str]:
	"""What stands in somebody's notifications."""
	return frappe.get_all(
		"Notification Log", {"for_user": who.user, "document_type": SIGN_UP}, pluck="subject"
	)


def move_back(activity, **delta) -> None:
	"""Let time pass: the activity and its sign-ups lie earlier by so much."""
	shift = timedelta(**delta)
	for doctype, key in ((ACTIVITY, "name"), (SHIFT, "activity"), (SIGN_UP, "activity")):
		for name, starts_on, ends_on in frappe.get_all(
			doctype, {key: activity.name}, ["name", "starts_on", "ends_on"], as_list=True
		):
			frappe.db.set_value(
				doctype,
				name,
				{"starts_on": starts_on - shift, "ends_on": ends_on - shift},
				update_modified=False,
			)
	activity.reload()
