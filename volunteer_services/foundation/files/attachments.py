"""Fields that name files: Frappe shows them as links, as they stand, and cleans none of them."""

import re

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.exceptions import FileAddressError
from volunteer_services.foundation.files import opening

_ADDRESS = re.compile(r"(?:/private/files/|/files/|/assets/|https?://)[^<>\"\x00-\x1f]+")
_NAMING = ("Attach", "Attach Image")


def check_address(url: str | None) -> None:
	"""Raise FileAddressError for what is no address of a file."""
	if url and not _ADDRESS.fullmatch(cstr(url)):
		frappe.throw(
			_("{0} is no address of a file. Upload the file.").format(
				frappe.utils.escape_html(cstr(url)[:80])
			),
			FileAddressError,
			title=_("Attachments"),
		)


def check(doc, method: str | None = None) -> None:
	"""Doc event: every field of the document and of its rows that names a file. Raises FileAddressError for
	what is no address, PermissionError for a private file that the user may not open: Frappe would hang it on
	this document and open it to all who may read that."""
	before = _addresses(doc.get_doc_before_save())
	for address in _addresses(doc):
		check_address(address)
		if address not in before:
			opening.check_address(address)


def keep_private(doc, method: str | None = None) -> None:
	"""Doc event ``on_update``: a private file that hangs elsewhere gets its row here before Frappe makes one.

	Frappe's would be public, and with it a copy of the file at an open address.
	"""
	for df in doc.meta.fields:
		url = cstr(doc.get(df.fieldname)) if df.fieldtype in _NAMING else ""
		if url.startswith(opening.PRIVATE) and _hangs_elsewhere_only(doc, df.fieldname, url):
			frappe.get_doc(
				{
					"doctype": "File",
					"file_url": url,
					"is_private": 1,
					"attached_to_doctype": doc.doctype,
					"attached_to_name": doc.name,
					"attached_to_field": df.fieldname,
					"folder": "Home/Attachments",
				}
			).insert(ignore_permissions=True)  # ``check`` has asked whether the user may open it


def _hangs_elsewhere_only(doc, fieldname: str, url: str) -> bool:
	rows = frappe.get_all(
		"File",
		filters={"file_url": url},
		fields=["attached_to_doctype", "attached_to_name", "attached_to_field"],
		order_by="creation",
		limit_page_length=0,
	)
	places = {tuple(row.values()) for row in rows}
	# What hangs nowhere yet Frappe takes as it is.
	return bool(rows) and not places & {(doc.doctype, doc.name, fieldname), (None, None, None)}


def _addresses(doc) -> list[str]:
	return [
		part.get(df.fieldname)
		for part in ((doc, *doc.get_all_children()) if doc else ())
		for df in part.meta.fields
		if df.fieldtype in _NAMING and part.get(df.fieldname)
	]
