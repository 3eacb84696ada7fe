"""The search of Link fields: what it finds lies within the scope, what it shows and compares the user may
read."""

import frappe

from volunteer_services.foundation.doors import ours, sounds
from volunteer_services.foundation.doors.originals import check_called, guarded
from volunteer_services.foundation.doors.queries import Query, parsed


def _search(arguments) -> None:
	query = arguments.get("query")
	# Called by name, with the request's texts in the order of its own parameters.
	check_called(query)
	doctype = arguments.get("doctype")
	asked = Query(doctype) if doctype and frappe.db.exists("DocType", doctype) else None
	if not asked:
		return
	asked.check_filters(arguments.get("filters"))
	if not ours.is_ours(doctype):
		return
	if query and not query.startswith(f"{ours.APP}."):
		ours.refuse(doctype)
	# Nobody's User Permissions stand in for our scope: what ignores them would ignore both.
	arguments.ignore_user_permissions = False
	if not frappe.get_meta(doctype).istable:
		arguments.pop("reference_doctype", None)
		arguments.pop("link_fieldname", None)
	asked.check(arguments.get("searchfield"))
	for columns in ("filter_fields", "fields_to_fetch"):
		asked.check(parsed(arguments.get(columns)))


def _title(arguments):
	doctype, name = arguments.get("doctype"), arguments.get("docname")
	# A form that links a document elsewhere goes on, with the number instead of the title.
	return name if ours.is_ours(doctype) and not ours.may(doctype, name) else None


search_link = sounds.searching(guarded("frappe.desk.search.search_link", _search), "results")
search_widget = sounds.searching(guarded("frappe.desk.search.search_widget", _search), "values")
validate_link_and_fetch = guarded("frappe.client.validate_link_and_fetch", _search)
get_link_title = guarded("frappe.desk.search.get_link_title", _title)
