"""Who may open a private file, and who may hang one on a document: a File row is no key that one cuts
oneself.

Frappe opens a private address for whoever may read any File row that names it, and lets everybody make rows.
"""

import frappe
from frappe import _
from frappe.utils import cstr

PRIVATE = "/private/files/"


def may_open(url: str | None) -> bool:
	"""Whether the user may read one of the files that have this address; addresses that no file has, and
	public ones, are open."""
	url = cstr(url).partition("?")[0]
	if not url.startswith(PRIVATE) or frappe.session.user == "Administrator":
		return True
	names = frappe.get_all("File", filters={"file_url": url}, pluck="name", order_by="creation")
	return not names or any(frappe.get_doc("File", name).is_downloadable() for name in names)


def check_address(url: str | None) -> None:
	"""Raise PermissionError for the address of somebody else's private file."""
	if not may_open(url):
		frappe.throw(
			_("The file {0} belongs to a document that you may not read. Upload your own file.").format(
				frappe.utils.escape_html(cstr(url))
			),
			frappe.PermissionError,
			title=_("Attachments"),
		)


def check_file(name: str) -> None:
	"""Raise PermissionError unless the user may open the file of this name."""
	check_address(frappe.db.get_value("File", name, "file_url"))


def check_change(file, method: str | None = None) -> None:
	"""Doc event of File: a row that gets another address gets one that the user may open. Raises
	PermissionError. A new row is looked at when the right to make it is asked (``doors/files.py``): later
	Frappe has read the file already."""
	before = file.get_doc_before_save()
	if before and cstr(before.file_url) != cstr(file.file_url):
		check_address(file.file_url)
