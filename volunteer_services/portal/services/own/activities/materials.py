"""The part of /my-volunteer-service about what its reader was given and still has to bring back."""

import frappe
from frappe import _
from frappe.utils import cint, format_datetime

from volunteer_services.volunteer_projects.services.materials import lists


def add(context, file) -> None:
	"""Put ``held_materials`` into the page's context."""
	context.held_materials = [
		frappe._dict(
			name=row.name,
			title=row.material_name,
			pieces=f"{cint(row.still_out)} {row.unit or ''}".strip(),
			note=_("{0}, handed out on {1}").format(row.activity_name, format_datetime(row.happened_at)),
		)
		for row in lists.of_person(file.name)
	]
