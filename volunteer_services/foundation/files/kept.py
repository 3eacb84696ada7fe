"""Files that prove what was decided stay, in the database and on the disk: evidence of assessments, pictures
of submissions, proofs of milestones and of make-up entries."""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.exceptions import EvidenceKeptError
from volunteer_services.foundation.house import house


def keep(file, method: str | None = None) -> None:
	"""Doc event of File, before Frappe moves anything on the disk. Raises EvidenceKeptError."""
	before = file.get_doc_before_save() or file
	if method == "on_trash":
		_refuse_if(before, _keeper(before.file_url, before.attached_to_doctype, before.attached_to_name))
		return
	if cstr(before.file_url) != cstr(file.file_url) or cint(before.is_private) != cint(file.is_private):
		# Frappe moves the file for everything that names it.
		_refuse_if(before, keeper(before.file_url))
	if any(
		cstr(before.get(key)) != cstr(file.get(key)) for key in ("attached_to_doctype", "attached_to_name")
	):
		_refuse_if(before, _keeper(before.file_url, before.attached_to_doctype, before.attached_to_name))


def delete_content(file, only_thumbnail: bool = False) -> None:
	"""Frappe's hook ``delete_file_data_content``: Frappe takes a file from the disk before anything hears
	of its deletion, and a roll-back does not bring it back. Raises EvidenceKeptError.

	A thumbnail is what the File says that it is: any file of the site.
	"""
	urls = (file.thumbnail_url,) if only_thumbnail else (file.file_url, file.thumbnail_url)
	kept = next((found for url in urls if url and (found := keeper(url))), None)
	if kept and file.flags.new_file:
		return  # a roll-back takes back what it wrote, and no more
	_refuse_if(file, kept)
	for other in frappe.get_hooks("delete_file_data_content"):
		if other != f"{__name__}.delete_content":
			frappe.get_attr(other)(file, only_thumbnail=only_thumbnail)
			return
	file.delete_file_from_filesystem(only_thumbnail=only_thumbnail)


def keeper(url: str | None) -> tuple[str, str, str] | None:
	"""DocType, name and state of a document that keeps the file at ``url``; None where it may go."""
	name = cstr(url).rpartition("/")[2]
	if not name:
		return None
	for address in (f"/private/files/{name}", f"/files/{name}"):
		for file in frappe.get_all(
			"File",
			filters={"file_url": address, "attached_to_doctype": ["in", list(house().evidence())]},
			fields=["attached_to_doctype", "attached_to_name"],
			order_by="creation",
			limit_page_length=0,
		):
			if found := _keeper(address, file.attached_to_doctype, file.attached_to_name):
				return found
	return None


def _keeper(url: str | None, doctype: str | None, name: str | None) -> tuple[str, str, str] | None:
	papers = house().evidence().get(cstr(doctype))
	if not papers or not name or not url:
		return None
	texts = [field for field in (papers.body, None if papers.table else papers.field) if field]
	fields = ["workflow_state", *texts]
	row = frappe.db.get_value(doctype, name, fields, as_dict=True)
	if not row or row.workflow_state in papers.free:
		return None
	in_rows = {"parent": name, "parenttype": doctype, papers.field: url}
	is_named = papers.table and frappe.db.exists(papers.table, in_rows)
	if is_named or any(url in cstr(row.get(field)) for field in texts):
		return doctype, name, row.workflow_state
	return None


def _refuse_if(file, kept: tuple[str, str, str] | None) -> None:
	if not kept:
		return
	doctype, name, state = kept
	frappe.throw(
		_("{0} belongs to {1} {2}, which is {3}. It must be kept.").format(
			frappe.utils.escape_html(cstr(file.file_name)), _(doctype), name, _(state, context=doctype)
		),
		EvidenceKeptError,
		title=_("Records Must Be Kept"),
	)
