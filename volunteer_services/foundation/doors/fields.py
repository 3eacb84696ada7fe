"""Which fields of our DocTypes a user may read, in lists, filters and sortings alike."""

import frappe

from volunteer_services.foundation.doors.ours import is_ours, is_restricted


def unreadable(doctype: str, parenttype: str | None = None) -> frozenset[str]:
	"""Fields (in small letters) that the user's roles do not open: those of a level without a right, and
	passwords. A level that no role has, such as that of the ciphers, is open to nobody.

	A role by place opens a level at its own place only, and a list does not ask for each row: to whom a part
	of the documents is shown, it shows no such field; the form does.
	"""
	if not is_ours(doctype):
		return frozenset()
	meta = frappe.get_meta(doctype)
	levels = set() if is_restricted(doctype) else set(meta.get_permlevel_access(parenttype=parenttype))
	return frozenset(
		df.fieldname.lower()
		for df in meta.fields
		if df.fieldtype == "Password" or (df.permlevel and df.permlevel not in levels)
	)


def may_look_through(doctype: str, column: str) -> bool:
	"""Whether a list may show this column of a linked document of ours.

	Name and title stand on the document that links; anything else only to who sees all documents, since a
	list does not ask for each row whether the linked document is one of the user's.
	"""
	if column.lower() in ("name", (frappe.get_meta(doctype).title_field or "name").lower()):
		return True
	return (
		column.lower() not in unreadable(doctype)
		and bool(frappe.has_permission(doctype, "read"))
		and not is_restricted(doctype)
	)
