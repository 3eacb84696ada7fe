"""Activities that first ask who could serve when, and what people say and are given."""

from __future__ import annotations

from datetime import timedelta

import frappe

from tests.site.volunteer_projects.signing_world import SHIFT, as_user, published
from volunteer_services.api import availability

AVAILABILITY = "Shift Availability"


def collecting(place, capacity=1, overlap=False, **values):
	"""A published activity of eight hours that asks first, with two shifts: one after the other, or both at
	once. Returns it with their names."""
	activity = published(place, hours=8, collects_availability=1, **values)
	later = 0 if overlap else 4
	names = [
		as_user(place.leader, frappe.get_doc(values).insert).name
		for values in (
			{
				"doctype": SHIFT,
				"activity": activity.name,
				"shift_title": title,
				"starts_on": activity.starts_on + timedelta(hours=start),
				"ends_on": activity.starts_on + timedelta(hours=start + 4),
				"capacity": capacity,
			}
			for title, start in (("上午班", 0), ("下午班", later))
		)
	]
	return activity, names


def says(who, activity, could) -> dict:
	return as_user(who.user, availability.answer, activity.name, could)


def gives(place, activity, *ticks) -> dict:
	rows = [{"shift": shift, "volunteer": who.name} for shift, who in ticks]
	return as_user(place.leader, availability.assign, activity.name, rows)
