"""Lists, counts and single values: what a request asks for by columns, filters and sortings."""

import json

import frappe

from volunteer_services.foundation.doors import cells, ours, sounds
from volunteer_services.foundation.doors.originals import find, guarded
from volunteer_services.foundation.doors.queries import Query, parsed

_WEBSITE = frozenset({"doctype", "txt", "limit_start", "fields", "cmd", "limit", "web_form_name", "search"})


def check_query(arguments) -> None:
	"""Look through the request for a list: refuse what it may not name, leave out what it may not show."""
	doctype = arguments.get("doctype")
	if not isinstance(doctype, str) or not frappe.db.exists("DocType", doctype):
		return
	parenttype = arguments.get("parent_doctype") or arguments.get("parent") or arguments.get("parenttype")
	query = Query(doctype, parenttype)
	columns = query.columns(arguments.get("fields"))
	if columns is not arguments.get("fields"):
		arguments.fields = json.dumps(columns) if isinstance(arguments.fields, str) else columns
	for filters in ("filters", "or_filters"):
		query.check_filters(arguments.get(filters))
	for expression in ("order_by", "group_by", "pluck"):
		query.check(arguments.get(expression))
	if arguments.get("aggregate_on_field"):
		query.check_column(arguments.get("aggregate_on_doctype"), arguments.aggregate_on_field)
	if ours.is_ours(doctype):
		arguments.pop("ignore_user_permissions", None)


def _listed(arguments) -> None:
	check_query(arguments)
	sounds.listed(arguments)


def _count(arguments):
	check_query(arguments)
	doctype = arguments.get("doctype")
	if not ours.is_ours(doctype):
		return None
	# Frappe's first 15 counts all rows for everybody; its list counts what the user may see.
	frappe.local.form_dict = frappe._dict(doctype=doctype, filters=arguments.get("filters") or [])
	if arguments.get("parent"):
		frappe.local.form_dict.parent_doctype = arguments.parent
	return find("frappe.desk.reportview.get_count")()


def _value(arguments) -> None:
	doctype = arguments.get("doctype")
	if not isinstance(doctype, str) or not frappe.db.exists("DocType", doctype):
		return
	query = Query(doctype, arguments.get("parent"))
	fields = parsed(arguments.get("fieldname") or arguments.get("field"))
	query.check(fields)
	query.check_filters(arguments.get("filters"))


def _link(arguments) -> None:
	if ours.is_ours(arguments.get("doctype")):
		Query(arguments.doctype).check(parsed(arguments.get("fields")))


def _document(arguments) -> None:
	"""frappe.client.get finds by filters in all documents before it asks: the refusal would tell what it
	found."""
	doctype, filters = arguments.get("doctype"), arguments.get("filters")
	if not ours.is_ours(doctype) or frappe.get_meta(doctype).issingle:
		return
	if arguments.get("name"):
		if not isinstance(arguments.name, str | int):
			ours.refuse(doctype)
		return
	filters = parsed(filters)
	Query(doctype, arguments.get("parent")).check_filters(filters)
	found = frappe.get_list(
		doctype,
		filters=filters,
		parent_doctype=arguments.get("parent"),
		pluck="name",
		limit_page_length=1,
		order_by="creation desc",
	)
	if not found:
		ours.refuse(doctype)
	arguments.name = found[0]


def _stats(arguments) -> None:
	doctype = arguments.get("doctype")
	query = Query(doctype)
	columns = parsed(arguments.get("stats") or arguments.get("field"))
	if isinstance(columns, list):
		columns = [column.get("name") if isinstance(column, dict) else column for column in columns]
	query.check(columns)
	for filters in ("filters", "current_filters"):
		query.check_filters(arguments.get(filters))


def _group_by(arguments):
	_stats(arguments)
	doctype, filters = arguments.get("doctype"), arguments.get("current_filters")
	if arguments.get("field") != "assigned_to" or not ours.is_ours(doctype):
		return None
	# Frappe counts the assignments of all documents.
	ours.require_role(doctype)
	names = frappe.get_list(
		doctype, filters=parsed(filters), pluck="name", limit_page_length=0, order_by="creation"
	)
	return _assignments(doctype, names)


def _assignments(doctype: str, names: list[str]) -> list[dict]:
	counts: dict[str, int] = {}
	for user in frappe.get_all(
		"ToDo",
		filters={
			"reference_type": doctype,
			"reference_name": ["in", names],
			"status": ["!=", "Cancelled"],
			"allocated_to": ["is", "set"],
		},
		pluck="allocated_to",
	):
		counts[user] = counts.get(user, 0) + 1
	most = sorted(counts.items(), key=lambda pair: -pair[1])[:50]
	return [frappe._dict(name=user, count=count) for user, count in most]


def _neighbour(arguments) -> None:
	doctype = arguments.get("doctype")
	ours.require(doctype, arguments.get("value"))
	query = Query(doctype)
	query.check_filters(arguments.get("filters"))
	query.check(arguments.get("sort_field"))
	query.check(arguments.get("sort_order"))


def _events(arguments) -> None:
	query = Query(arguments.get("doctype"))
	query.check(parsed(arguments.get("fields")))
	mapped = parsed(arguments.get("field_map"))
	query.check(list(mapped.values()) if isinstance(mapped, dict) else mapped)
	query.check_filters(arguments.get("filters"))


def _card(arguments) -> None:
	card = parsed(arguments.get("doc")) or {}
	if not isinstance(card, dict) or not card.get("document_type"):
		return
	query = Query(card["document_type"], card.get("parent_document_type"))
	query.check(card.get("aggregate_function_based_on"))
	query.check_filters(card.get("filters_json"))
	query.check_filters(arguments.get("filters"))


def _chart(arguments) -> None:
	name = arguments.get("chart_name")
	chart = frappe.get_doc("Dashboard Chart", name) if name else parsed(arguments.get("chart"))
	if not chart or not chart.get("document_type"):
		return
	query = Query(chart.get("document_type"), chart.get("parent_document_type"))
	for column in ("based_on", "value_based_on", "group_by_based_on", "aggregate_function_based_on"):
		query.check(chart.get(column))
	query.check_filters(arguments.get("filters"))
	query.check_filters(chart.get("filters_json"))


def _exported(arguments) -> None:
	doctype = parsed(arguments.get("doctype"))
	doctype = doctype[0] if isinstance(doctype, list) and doctype else doctype
	if not isinstance(doctype, str) or not frappe.db.exists("DocType", doctype):
		return
	cells.watch_rows(ours.is_ours(doctype))
	query = Query(doctype, arguments.get("parent_doctype"))
	for filters in ("filters", "export_filters"):
		query.check_filters(arguments.get(filters))
	columns = parsed(arguments.get("export_fields"))
	for key, names in columns.items() if isinstance(columns, dict) else ():
		# Rows of a table stand under the name of its field.
		table = next((table for table, field in query.tables.items() if field == key), key)
		for name in names if isinstance(names, list) else ():
			query.check_column(table, name)
	if query.hidden:
		arguments.select_columns = json.dumps(_shown(query, parsed(arguments.get("select_columns"))))


def _shown(query: Query, chosen) -> dict[str, list[str]]:
	"""The columns of a data export, all of them where none are chosen, without those of the document that a
	list does not show."""
	if not isinstance(chosen, dict) or not chosen:
		metas = [query.meta, *(frappe.get_meta(table) for table in query.tables)]
		chosen = {meta.name: [df.fieldname for df in meta.fields] for meta in metas}
	own = chosen.get(query.doctype)
	if not isinstance(own, list):
		return chosen
	return {**chosen, query.doctype: [name for name in own if str(name).lower() not in query.hidden]}


def _website(arguments):
	"""A list of the website filters by whatever else the request brings, and shows all columns."""
	doctype = arguments.get("doctype")
	if not ours.is_ours(doctype):
		return None
	query = Query(doctype)
	query.check_filters({key: value for key, value in arguments.items() if key not in _WEBSITE})
	rows = frappe.call(find("frappe.www.list.get_list_data"), **arguments)
	for row in rows or []:
		for column in query.hidden & row.keys():
			del row[column]
	return rows or []


get_list = guarded("frappe.client.get_list", check_query)
get_count = guarded("frappe.client.get_count", _count)
get_document = guarded("frappe.client.get", _document)
get_value = guarded("frappe.client.get_value", _value)
get_single_value = guarded("frappe.client.get_single_value", _value)
validate_link = guarded("frappe.client.validate_link", _link)
report_view = guarded("frappe.desk.reportview.get", _listed)
report_view_list = guarded("frappe.desk.reportview.get_list", _listed)
report_view_count = guarded("frappe.desk.reportview.get_count", _listed)
export_report_view = guarded("frappe.desk.reportview.export_query", _listed)
get_stats = guarded("frappe.desk.reportview.get_stats", _stats)
get_sidebar_stats = guarded("frappe.desk.reportview.get_sidebar_stats", _stats)
get_filter_dashboard_data = guarded("frappe.desk.reportview.get_filter_dashboard_data", _stats)
get_group_by_count = guarded("frappe.desk.listview.get_group_by_count", _group_by)
get_next = guarded("frappe.desk.form.utils.get_next", _neighbour)
get_events = guarded("frappe.desk.calendar.get_events", _events)
get_number_card = guarded("frappe.desk.doctype.number_card.number_card.get_result", _card)
get_chart = guarded("frappe.desk.doctype.dashboard_chart.dashboard_chart.get", _chart)
export_data = guarded("frappe.core.doctype.data_export.exporter.export_data", _exported)
download_template = guarded("frappe.core.doctype.data_import.data_import.download_template", _exported)
website_list = guarded("frappe.www.list.get_list_data", _website)
