"""Sheets as an office has them, and Frappe's own Data Import that takes them."""

import csv
import io
import json
from types import SimpleNamespace

import frappe
from openpyxl import Workbook

from tests import factories as make
from volunteer_services.foundation.doors import imports


def hold(monkeypatch) -> None:
	"""What commits or rolls back by itself does so within the test's own transaction."""
	rollback, savepoint = frappe.db.rollback, frappe.db.savepoint
	monkeypatch.setattr(frappe.db, "commit", lambda *args, **kwargs: savepoint("held"))
	monkeypatch.setattr(
		frappe.db, "rollback", lambda *, save_point=None: rollback(save_point=save_point or "held")
	)
	frappe.db.commit()


def upload(rows: list[list], kind: str = "csv"):
	"""A private file of the session's user."""
	if kind == "xlsx":
		book, out = Workbook(), io.BytesIO()
		for row in rows:
			book.active.append(row)
		book.save(out)
		content = out.getvalue()
	else:
		text = io.StringIO()
		csv.writer(text).writerows(rows)
		content = text.getvalue().encode()
	name = f"{make.unique('sheet')}.{kind}"
	return frappe.get_doc(
		{"doctype": "File", "file_name": name, "content": content, "is_private": 1}
	).insert()


def job(doctype: str, rows: list[list], kind: str = "csv", import_type: str = "Insert New Records"):
	"""A Data Import of the session's user."""
	return frappe.get_doc(
		{
			"doctype": "Data Import",
			"reference_doctype": doctype,
			"import_type": import_type,
			"mute_emails": 1,
			"import_file": upload(rows, kind).file_url,
		}
	).insert()


def imported(doctype: str, rows: list[list], kind: str = "csv", **more) -> SimpleNamespace:
	"""Import a sheet as the session's user: the documents made, the warnings that stopped it, and the
	messages of the rows that failed."""
	from frappe.core.doctype.data_import.importer import Importer  # it opens a log beside the site

	imports.install()
	doc = job(doctype, rows, kind, **more)
	frappe.db.commit()
	try:
		Importer(doctype, data_import=doc).import_data()
	finally:
		frappe.flags.in_import = False
	warnings = json.loads(frappe.db.get_value("Data Import", doc.name, "template_warnings") or "[]")
	log = frappe.get_all(
		"Data Import Log", {"data_import": doc.name}, ["success", "docname", "messages"], order_by="log_index"
	)
	return SimpleNamespace(
		documents=[frappe.get_doc(doctype, row.docname) for row in log if row.success],
		warnings=[row["message"] for row in warnings],
		failures=[_words(row.messages) for row in log if not row.success],
	)


def _words(messages: str | None) -> str:
	"""The messages of one row, which some engines store as JSON within JSON."""
	told = json.loads(messages or "[]")
	told = [json.loads(one) if isinstance(one, str) else one for one in told]
	return " ".join(one["message"] for one in told)
