"""The part of /my-volunteer-service about the groups for which its reader is responsible."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.portal.services.own.words import span
from volunteer_services.volunteer_projects.services.together import groups


def add(context, file) -> None:
	"""Put ``groups`` into the page's context."""
	context.groups = [
		frappe._dict(
			name=row.name,
			title=f"{row.group_name} · {row.activity_name}",
			when=span(row),
			named=_("{0} of {1} named").format(cint(row.head_count) - cint(row.open_places), row.head_count),
			open_places=cint(row.open_places),
		)
		for row in groups.of_person(file.name)
	]
