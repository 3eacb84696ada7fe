"""Activities whose sign-ups stand in known states, as the reports on recruitment find them."""

from __future__ import annotations

from datetime import datetime

import frappe

from tests import factories as make
from tests.site.volunteer_projects.signing_world import SHIFT, SIGN_UP, published
from volunteer_services.volunteer_projects.services.signing import outcome

FILL, CALENDAR, NO_SHOWS = "Recruitment Fill Rate", "Recruitment Calendar", "No Shows"
SEPTEMBER, OCTOBER = datetime(2024, 9, 5, 9), datetime(2024, 10, 10, 9)


def held(place, starts_on: datetime, capacity: int, statuses: dict[str, int], **values):
	"""A completed activity with so many sign-ups in each state; its people are new."""
	activity = published(place, starts_on, capacity=capacity, any_number=int(not capacity), **values)
	sign_up_all(place, activity, statuses)
	frappe.db.set_value("Service Activity", activity.name, "workflow_state", "Completed")
	return activity


def sign_up_all(place, activity, statuses: dict[str, int]) -> None:
	"""So many new people in each state at the activity's first shift, and its counters by them."""
	for status, count in statuses.items():
		for _number in range(count):
			sign_up(activity, place.volunteer(), status)
	outcome.count_again(activity.name)


def sign_up(activity, who, status: str, **values) -> str:
	"""A sign-up as it is stored, however it came to its state."""
	shift = frappe.get_all(SHIFT, {"activity": activity.name}, ["*"], order_by="starts_on, name", limit=1)[0]
	doc = frappe.get_doc(
		{
			"doctype": SIGN_UP,
			"name": make.unique("SU"),
			"activity": activity.name,
			"activity_name": activity.activity_name,
			"shift": shift.name,
			"volunteer": who.name,
			"volunteer_name": who.full_name,
			"status": status,
			"starts_on": shift.starts_on,
			"ends_on": shift.ends_on,
			"signed_up_on": shift.starts_on,
			"team": shift.team,
			"site": shift.site,
			"region": shift.region,
			**values,
		}
	)
	doc.db_insert()
	return doc.name
