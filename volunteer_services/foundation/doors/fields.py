"""Which fields of our DocTypes a user may read, in lists, filters and sortings alike, and in versions."""

import json

import frappe

from volunteer_services.foundation.doors.ours import is_ours, is_restricted

HIDDEN = "•••"


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


def hide_levels(version, method: str | None = None) -> None:
	"""Event ``before_insert`` of Version: Frappe hands all versions to everybody who opens the document, and
	keeps them after the value is gone. They say that such a field was changed, and not to what."""
	if version.data and is_ours(version.ref_doctype):
		version.data = without_levels(version.ref_doctype, version.data)


def without_levels(doctype: str, data: str) -> str:
	"""The version's text with a mark in the place of each value of a level above 0."""
	told = json.loads(data)
	levels = levelled(doctype)
	changed = told.get("changed") or []
	if not any(field in levels for field, *_values in changed):
		return data
	told["changed"] = [
		[field, HIDDEN, HIDDEN] if field in levels else [field, *values] for field, *values in changed
	]
	return frappe.as_json(told, indent=None, separators=(",", ":"))


def levelled(doctype: str) -> set[str]:
	"""The fields of a level above 0."""
	return {df.fieldname for df in frappe.get_meta(doctype).fields if df.permlevel}
