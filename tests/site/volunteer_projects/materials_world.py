"""Things on the list of an activity, and the people who get them and bring them back."""

from __future__ import annotations

import frappe

from tests.site.volunteer_projects.signing_world import as_user
from volunteer_services.api import activities, materials
from volunteer_services.volunteer_projects.services.materials import book

MATERIAL, ENTRY = "Activity Material", "Material Entry"


def listed(place, activity, name="马甲", user=None, **values):
	"""A line of the activity's list of materials."""
	doc = {
		"doctype": MATERIAL,
		"activity": activity.name,
		"material_name": name,
		"kind": "Returnable",
		"unit": "件",
		"planned": 10,
		**values,
	}
	return as_user(user or place.leader, frappe.get_doc(doc).insert)


def given(place, material, *people, pieces=1, **values) -> dict:
	names = [one.name for one in people]
	return as_user(place.leader, materials.hand_out, material.name, names, pieces, **values)


def entry_of(material, who) -> str:
	return frappe.db.get_value(
		ENTRY, {"material": material.name, "volunteer": who.name, "kind": "Handed Out"}
	)


def back(place, activity, *rows) -> dict:
	"""(hand-out, whole, damaged, missing) each."""
	sent = [dict(zip(("hand_out", "whole", "damaged", "missing"), row, strict=False)) for row in rows]
	return as_user(place.leader, materials.bring_back, activity.name, sent)


def sums(material) -> tuple:
	return frappe.db.get_value(MATERIAL, material.name, [*book.SUMS, "still_out"])


def coming(place, activity, count: int) -> list:
	people = [place.volunteer(mobile=f"1370000{number:04d}") for number in range(count)]
	for one in people:
		as_user(place.leader, activities.sign_up, activity.name, one.name)
	return people
