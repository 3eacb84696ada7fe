"""Forms for methods that read the request itself, and the tricks that are known for others."""

import json

import frappe

from tests.walker.targets import Target


def _listing(t: Target) -> list[dict]:
	plain = {
		"doctype": t.doctype,
		"fields": json.dumps([f"`tab{t.doctype}`.`{field}`" for field in t.telling]),
		"filters": json.dumps(t.filters),
		"start": 0,
		"page_length": 500,
		"view": "Report",
	}
	linked = {
		"doctype": t.doctype,
		"fields": json.dumps(["name", *_through_links(t)]),
		"filters": "[]",
		"page_length": 500,
	}
	return [
		plain,
		{**plain, "filters": "[]", "or_filters": json.dumps([[t.doctype, "name", "like", "%"]])},
		{**plain, "filters": "[]", "order_by": f"`tab{t.doctype}`.`name` asc", "with_comment_count": 1},
		linked,
	]


def _through_links(t: Target) -> list[str]:
	"""Secret fields of what the documents point at: "volunteer.mobile"."""
	found = []
	for df in t.meta.get_link_fields():
		if df.options in t.world.doctypes and df.options != t.doctype:
			field = t.world.secret_field(df.options)
			if field:
				found.append(f"{df.fieldname}.{field} as walker_{df.fieldname}")
	return found


def _rows(t: Target) -> list[tuple[str, str]]:
	"""(DocType, a text field) of the tables."""
	found = []
	for table in t.meta.get_table_fields():
		texts = [df.fieldname for df in frappe.get_meta(table.options).fields if df.fieldtype == "Data"]
		found.append((table.options, texts[0] if texts else "name"))
	return found


def _get_list(t: Target) -> list[dict]:
	made = [{**form, "limit_page_length": 500} for form in _listing(t)]
	for doctype, field in _rows(t):
		fields = json.dumps(["parent", field])
		made.append({"doctype": doctype, "parent": t.doctype, "fields": fields, "limit_page_length": 500})
	return made + _beside_lists(t)


def _beside_lists(t: Target) -> list[dict]:
	made = []
	for doctype, (of, name), fields in (
		("File", ("attached_to_doctype", "attached_to_name"), ["name", "file_name", "file_url"]),
		("Comment", ("reference_doctype", "reference_name"), ["name", "content"]),
		("Communication", ("reference_doctype", "reference_name"), ["name", "content", "subject"]),
		("ToDo", ("reference_type", "reference_name"), ["name", "description"]),
		("Version", ("ref_doctype", "docname"), ["name", "data"]),
	):
		filters = json.dumps({of: t.doctype, name: t.name})
		made.append({"doctype": doctype, "filters": filters, "fields": json.dumps(fields)})
	return made


def _new_documents(t: Target) -> list[dict]:
	"""What may be put beside a document, as documents of their own."""
	at = {"reference_doctype": t.doctype, "reference_name": t.name}
	made = [
		{"doctype": "Comment", "comment_type": "Comment", "content": "walker", **at},
		{
			"doctype": "ToDo",
			"description": "walker",
			"reference_type": t.doctype,
			"reference_name": t.name,
			"allocated_to": t.world.users["leader"],
		},
		{"doctype": "Communication", "subject": "walker", "content": "walker", **at},
		{
			"doctype": "DocShare",
			"share_doctype": t.doctype,
			"share_name": t.name,
			"user": t.world.users["nobody"],
			"read": 1,
		},
		{"doctype": "Tag Link", "document_type": t.doctype, "document_name": t.name, "tag": "walker"},
		{"doctype": "Version", "ref_doctype": t.doctype, "docname": t.name, "data": "{}"},
		{
			"doctype": "File",
			"file_name": "walker.txt",
			"content": "walker",
			"is_private": 1,
			"attached_to_doctype": t.doctype,
			"attached_to_name": t.name,
		},
	]
	if t.file:
		# The address of another's file, attached to nothing.
		made.append({"doctype": "File", "file_url": t.file.url, "is_private": 1, "file_name": "walker.txt"})
	made += [
		{"doctype": table.options, "parent": t.name, "parenttype": t.doctype, "parentfield": table.fieldname}
		for table in t.meta.get_table_fields()
	]
	made += [{"doctype": doctype, **links} for doctype, links in _pointing_at(t)]
	return made


def _pointing_at(t: Target):
	"""A copy of each of the caller's own documents, pointed at the target."""
	for doctype in t.world.doctypes:
		meta = frappe.get_meta(doctype)
		links = [df.fieldname for df in meta.get_link_fields() if df.options == t.doctype]
		if links and not meta.issingle:
			own = t.world.docs["inside"][doctype]
			values = {
				df.fieldname: own.get(df.fieldname)
				for df in meta.fields
				if df.fieldtype not in ("Table", "Table MultiSelect") and own.get(df.fieldname) is not None
			}
			for field in ("id_number_hash", "id_number_encrypted", "open_key", "request_id", "user"):
				values.pop(field, None)
			yield doctype, json.loads(frappe.as_json({**values, links[0]: t.name}))


def _documents(t: Target) -> list[dict]:
	return [{"doc": json.dumps(doc)} for doc in [_itself(t), *_new_documents(t), *_own_rows(t)]]


def _itself(t: Target) -> dict:
	return {**json.loads(t.doc.as_json()), **({t.field: "walker"} if t.field != "name" else {})}


def _own_rows(t: Target) -> list[dict]:
	"""Each first row of a table alone, changed."""
	made = []
	for table in t.meta.get_table_fields():
		rows = t.doc.get(table.fieldname)
		if rows:
			row = json.loads(frappe.as_json(rows[0].as_dict()))
			for df in frappe.get_meta(table.options).fields:
				if df.fieldtype in ("Data", "Small Text"):
					row[df.fieldname] = "walker"
			made.append(row)
	return made


def _reports(t: Target) -> list[dict]:
	"""Every report of ours once: by the DocType that it is about."""
	names = frappe.get_all(
		"Report",
		{"ref_doctype": t.doctype, "module": ["in", _modules()], "disabled": 0},
		pluck="name",
		limit=0,
	)
	filters = {
		"from_date": "2020-01-01",
		"to_date": "2030-12-31",
		"region": t.world.docs[t.place]["Service Region"].name,
		"year": 2026,
		"programme": t.world.docs[t.place]["Pilot Programme"].name,
	}
	return [
		{"report_name": name, "filters": json.dumps(given), "file_format_type": "CSV", **more}
		for name in names
		for given in (filters, {**filters, "region": None})
		for more in (
			{"ignore_prepared_report": 1},
			{"ignore_prepared_report": 1, "custom_columns": _column(t)},
		)
	]


def _column(t: Target) -> str:
	return json.dumps(
		[
			{
				"fieldname": "walker",
				"fieldtype": "Data",
				"label": "walker",
				"doctype": t.doctype,
				"field": t.field,
				"link_field": "name",
				"insert_after_index": 0,
			}
		]
	)


def _modules() -> list[str]:
	return frappe.get_all("Module Def", {"app_name": "volunteer_services"}, pluck="name")


def _searches(t: Target) -> list[dict]:
	plain = {"doctype": t.doctype, "txt": "", "page_length": 500}
	tell = {"filter_fields": json.dumps(t.telling), "as_dict": 1, "searchfield": t.field}
	return [
		plain,
		{**plain, "ignore_user_permissions": 1},
		{**plain, "ignore_user_permissions": 1, "reference_doctype": "Service Log", **tell},
		{**plain, "filters": json.dumps(t.filters), "ignore_user_permissions": 1, **tell},
		{**plain, "query": "frappe.desk.search.search_widget", **tell},
	]


def _uploads(t: Target) -> list[dict]:
	at = {"doctype": t.doctype, "docname": t.name, "is_private": 1, "folder": "Home"}
	return [
		{**at, "file_name": "walker.txt", "file_url": t.file.url if t.file else ""},
		{"file_name": "walker.txt", "file_url": t.file.url if t.file else "", "is_private": 1},
		{**at, "file_name": "walker.txt", "filedata": "d2Fsa2Vy", "filename": "walker.txt", "from_form": 1},
		{**at, "file_name": "walker.txt", "file_url": "https://volunteers.example/walker.txt"},
	]


def _titles(t: Target) -> list[dict]:
	at = {"doctype": t.doctype, "docname": t.name}
	return [{**at, "title": "walker"}, {**at, "name": "walker"}]


def _savedocs(t: Target) -> list[dict]:
	return [
		{**form, "action": action} for form in _documents(t)[:8] for action in ("Save", "Submit", "Update")
	]


def _charts(t: Target) -> list[dict]:
	chart = {
		"doctype": "Dashboard Chart",
		"chart_name": "walker",
		"chart_type": "Group By",
		"document_type": t.doctype,
		"group_by_based_on": t.field,
		"group_by_type": "Count",
		"number_of_groups": 0,
		"filters_json": "[]",
		"dynamic_filters_json": "[]",
	}
	card = {
		"doctype": "Number Card",
		"label": "walker",
		"type": "Document Type",
		"document_type": t.doctype,
		"function": "Count",
		"stats_time_interval": "Daily",
	}
	return [
		{"chart": json.dumps(chart), "no_cache": 1, "filters": "[]"},
		{"doc": json.dumps(card), "filters": json.dumps(t.filters)},
		{"doc": json.dumps(card), "filters": json.dumps(t.filters), "result": 1},
	]


def _many(t: Target) -> list[dict]:
	return [{"docs": json.dumps([doc])} for doc in [*_new_documents(t), *_own_rows(t)]]


def _prints(t: Target) -> list[dict]:
	doc = json.dumps({"doctype": t.doctype, "name": t.name})
	plain = {"doctype": t.doctype, "name": t.name, "format": "Standard", "print_format": "Standard"}
	return [
		{**plain, "doc": t.doctype},
		{"doc": doc, "print_format": "Standard"},
		{**plain, "doc": doc},
		{**plain, "name": json.dumps([t.name])},
	]


def _bulk(t: Target) -> list[dict]:
	change = json.dumps({t.field: "walker"})
	return [
		{"doctype": t.doctype, "docnames": json.dumps([t.name]), "action": action, "data": change}
		for action in ("update", "submit", "cancel")
	]


def _updates(t: Target) -> list[dict]:
	change = {"doctype": t.doctype, "docname": t.name, t.field: "walker"}
	return [{"docs": json.dumps([change])}]


FORMS = {
	"frappe.client.bulk_update": _updates,
	"frappe.client.get_list": _get_list,
	"frappe.client.insert": _documents,
	"frappe.client.insert_many": _many,
	"frappe.client.save": _documents,
	"frappe.client.submit": _documents,
	"frappe.desk.desk_page.getpage": lambda t: [{"name": "user-profile"}],
	"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs": _bulk,
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": _charts,
	"frappe.desk.doctype.number_card.number_card.get_percentage_difference": _charts,
	"frappe.desk.doctype.number_card.number_card.get_result": _charts,
	"frappe.desk.form.save.savedocs": _savedocs,
	"frappe.desk.form.utils.remove_attach": lambda t: [
		{"fid": t.file.name if t.file else "", "dt": t.doctype, "dn": t.name}
	],
	"frappe.desk.query_report.export_query": _reports,
	"frappe.desk.query_report.run": _reports,
	"frappe.desk.reportview.delete_items": lambda t: [{"items": json.dumps([t.name]), "doctype": t.doctype}],
	"frappe.desk.reportview.export_query": lambda t: [
		{**form, "file_format_type": kind, "title": "walker"}
		for form in _listing(t)
		for kind in ("CSV", "Excel")
	],
	"frappe.desk.reportview.get": _listing,
	"frappe.desk.reportview.get_count": _listing,
	"frappe.desk.reportview.get_list": _listing,
	"frappe.desk.search.search_link": _searches,
	"frappe.desk.search.search_widget": _searches,
	"frappe.desk.treeview.add_node": lambda t: [
		{"doctype": t.doctype, "parent": t.name, "is_root": "false", "name": "walker"}
	],
	"frappe.handler.upload_file": _uploads,
	"frappe.handler.uploadfile": _uploads,
	"frappe.model.rename_doc.update_document_title": _titles,
	"frappe.utils.print_format.download_multi_pdf": _prints,
	"frappe.utils.print_format.download_pdf": _prints,
	"frappe.www.printview.get_html_and_style": _prints,
	"frappe.www.printview.get_rendered_raw_commands": _prints,
}
