"""Columns that a user adds to a report: fields of linked documents, for the names within the scope only."""

import frappe

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.doors import ours
from volunteer_services.foundation.doors.originals import guarded, stand_in
from volunteer_services.foundation.doors.queries import Query, parsed

PATH = "frappe.desk.query_report.get_data_for_custom_field"


def _custom_field(arguments):
	doctype, field = arguments.get("doctype"), arguments.get("field")
	if not ours.is_ours(doctype):
		return None
	require_permission(doctype)
	Query(doctype).check(field)
	names = parsed(arguments.get("names"))
	return frappe._dict(
		frappe.get_list(
			doctype,
			filters={"name": ["in", names]} if names else {},
			fields=["name", field],
			as_list=True,
			limit_page_length=0,
			order_by="creation",
		)
	)


get_data_for_custom_field = guarded(PATH, _custom_field)


def install() -> None:
	"""Stand in Frappe's own module, too: a report with added columns calls the function from there."""
	stand_in(PATH, get_data_for_custom_field)
