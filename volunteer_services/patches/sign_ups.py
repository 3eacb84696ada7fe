"""Sign-ups were rows of the activity's grid: those of published activities to come become documents of their
own, in the order of the grid."""

import frappe
from frappe.utils import now_datetime

from volunteer_services.setup.defaults import ensure_settings
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.signing import enter, grid

_ROW = "Service Activity Participant"


def execute() -> None:
	ensure_settings()
	for activity in frappe.get_all(
		"Service Activity",
		filters={"workflow_state": "Published", "starts_on": [">", now_datetime()]},
		pluck="name",
		order_by="name",
		limit_page_length=0,
	):
		doc = frappe.get_doc("Service Activity", activity)
		shifts.follow(doc)
		_take_over(doc)
		frappe.db.commit()


def _take_over(doc) -> None:
	"""Whoever stood in the grid keeps what they had, whatever today's rules would say."""
	rows = [row for row in doc.participants if row.volunteer and row.status in grid.PLANNED]
	if not rows:
		return
	for row in rows:
		enter.take_over(doc.name, row.volunteer, row.status, row.post, row.creation, row.remark)
		frappe.db.delete(_ROW, {"name": row.name})
	frappe.db.set_value(
		"Service Activity", doc.name, "head_count", shifts.taken(doc.name), update_modified=False
	)
