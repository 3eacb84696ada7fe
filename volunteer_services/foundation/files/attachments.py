"""Fields that name files: Frappe shows them as links, as they stand, and cleans none of them."""

import re

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.exceptions import FileAddressError

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
	"""Doc event: every field of the document and of its rows that names a file. Raises FileAddressError."""
	for part in (doc, *doc.get_all_children()):
		for df in part.meta.fields:
			if df.fieldtype in _NAMING:
				check_address(part.get(df.fieldname))
