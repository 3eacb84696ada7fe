"""Files that prove the items of an assessment: they exist, belong to it, and stay once it is decided."""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.exceptions import AssessmentError
from volunteer_services.foundation.files import pictures
from volunteer_services.pilot_sites.domain import checklist as rules

DOCTYPE = "Site Assessment"
MAX_BYTES = 10 * 2**20
"""What Frappe itself takes; a telephone makes its photographs smaller before it sends them."""


def upload(doc, row, filename: str, content: bytes) -> str:
	"""Keep an uploaded file as a private attachment of the assessment; returns its address.

	Pictures are turned upright and made smaller; where and with what they were taken is left out.
	Raises AssessmentError for what is too large, empty, or no file of the kind that the item asks for.
	"""
	filename = cstr(filename).replace("\\", "/").rpartition("/")[2].strip()[-100:]
	ending = rules.extension(filename)
	allowed = rules.PICTURES if row.evidence_required == rules.PHOTO else rules.PICTURES | rules.PAPERS
	if ending not in allowed:
		_refuse(
			_("{0} cannot be evidence for {1}. Choose a file of these kinds: {2}.").format(
				frappe.utils.escape_html(filename) or "—", row.item_title, ", ".join(sorted(allowed))
			)
		)
	if not content or len(content) > MAX_BYTES:
		_refuse(
			_("{0} has {1} MB. Choose a file of at most {2} MB that is not empty.").format(
				frappe.utils.escape_html(filename), round(len(content) / 2**20, 1), MAX_BYTES // 2**20
			)
		)
	if not pictures.matches(content, ending):
		_refuse(
			_("{0} is damaged, or not what its name says. Choose another file.").format(
				frappe.utils.escape_html(filename)
			)
		)
	if ending in rules.PICTURES:
		filename, content = pictures.tidy(filename, content)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": filename,
			"content": content,
			"is_private": 1,
			"attached_to_doctype": DOCTYPE,
			"attached_to_name": doc.name,
		}
	)
	# Who may write the draft may add to it; Frappe would ask for more where the folder belongs to others.
	return file.insert(ignore_permissions=True).file_url


def drop(doc, url: str | None) -> None:
	"""Remove a file of the draft that no row names any more."""
	if not url or any(row.evidence == url for row in doc.results):
		return
	for name in frappe.get_all(
		"File",
		filters={"file_url": url, "attached_to_doctype": DOCTYPE, "attached_to_name": doc.name},
		order_by="creation",
		pluck="name",
		limit_page_length=0,
	):
		frappe.delete_doc("File", name, ignore_permissions=True)


def content_of(doc, url: str) -> bytes | None:
	"""The bytes of a file that belongs to the assessment; None of any other, or of one that is gone."""
	name = frappe.db.get_value(
		"File", {"file_url": url, "attached_to_doctype": DOCTYPE, "attached_to_name": doc.name}, "name"
	)
	if not name or not _exists(url):
		return None
	with open(frappe.get_doc("File", name).get_full_path(), "rb") as file:
		return file.read()


def attach(doc) -> None:
	"""Uploads of the row's editor become attachments of the assessment.

	Frappe attaches the files of a form's own fields only, not those of its tables.
	"""
	wanted = {row.evidence for row in doc.results if row.evidence} - _attached(doc)
	for url in sorted(wanted):
		mine = frappe.get_all(
			"File",
			filters={"file_url": url, "owner": frappe.session.user, "attached_to_name": ["is", "not set"]},
			pluck="name",
			limit=1,
		)
		if mine:
			frappe.db.set_value(
				"File", mine[0], {"attached_to_doctype": DOCTYPE, "attached_to_name": doc.name}
			)


def check(doc, error: type[Exception] = AssessmentError) -> None:
	"""Raise ``error`` when the evidence of a ticked item is no file of this assessment, or is gone."""
	attached = _attached(doc)
	for row in doc.results:
		if not (cint(row.is_met) and row.evidence):
			continue
		if row.evidence not in attached or not _exists(row.evidence):
			frappe.throw(
				_("The evidence {0} of {1} is no file of this assessment. Upload it here.").format(
					cstr(row.evidence).rpartition("/")[2], row.item_title
				),
				error,
				title=_("Evidence"),
			)


def copy(source, target) -> None:
	"""The files that the target's rows name belong to it, too.

	Frappe writes a JPEG anew when it strips what a camera noted, under another name: the rows follow.
	"""
	for url in sorted({row.evidence for row in target.results if row.evidence}):
		file = frappe.db.get_value(
			"File",
			{"file_url": url, "attached_to_doctype": DOCTYPE, "attached_to_name": source.name},
			["file_name", "is_private"],
			as_dict=True,
		)
		if not file:
			continue
		made = frappe.get_doc(
			{
				"doctype": "File",
				"file_url": url,
				"file_name": file.file_name,
				"is_private": file.is_private,
				"attached_to_doctype": DOCTYPE,
				"attached_to_name": target.name,
			}
		).insert(ignore_permissions=True)
		if made.file_url == url:
			continue
		for row in target.results:
			if row.evidence == url:
				row.evidence = made.file_url
				frappe.db.set_value(row.doctype, row.name, "evidence", made.file_url, update_modified=False)


def _attached(doc) -> set[str]:
	return set(
		frappe.get_all(
			"File",
			filters={"attached_to_doctype": DOCTYPE, "attached_to_name": doc.name},
			pluck="file_url",
			limit_page_length=0,
		)
	)


def _exists(url: str) -> bool:
	if not url.startswith(("/files/", "/private/files/")):
		return False
	name = frappe.db.get_value("File", {"file_url": url}, "name")
	return bool(name) and frappe.get_doc("File", name).exists_on_disk()


def _refuse(message: str) -> None:
	frappe.throw(message, AssessmentError, title=_("Evidence"))
