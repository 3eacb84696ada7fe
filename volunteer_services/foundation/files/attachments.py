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


def _addresses(doc) -> list[str]:
	return [
		part.get(df.fieldname)
		for part in ((doc, *doc.get_all_children()) if doc else ())
		for df in part.meta.fields
		if df.fieldtype in _NAMING and part.get(df.fieldname)
	]
