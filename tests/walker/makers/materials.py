"""What is handed out at an activity."""

import frappe

from tests import factories as make
from tests.walker.makers.registry import makes
from volunteer_services.volunteer_projects.services.materials import book


@makes("Activity Material")
def material(place, made):
	return make._insert(
		{
			"doctype": "Activity Material",
			"activity": made["Service Activity"].name,
			"material_name": make.unique("马甲"),
			"kind": "Returnable",
			"unit": "件",
			"planned": 20,
		}
	)


@makes("Material Entry")
def entry(place, made):
	"""As the service stores it: the activity of this world is not published, where nothing is handed out."""
	person, listed = made["Volunteer Profile"], made["Activity Material"].name
	line = {
		"kind": "Handed Out",
		"qty": 2,
		"still_out": 2,
		"volunteer": person.name,
		"volunteer_name": person.full_name,
		"remark": make.unique("早班领取"),
	}
	(name,) = book.add(book.locked([listed])[listed], [line])
	return frappe.get_doc("Material Entry", name)
