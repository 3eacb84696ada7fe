"""What a version keeps of a field that not everybody who sees the document may read.

Frappe hands all versions to everybody who opens the document, and keeps them after the value is gone: they
say that such a field was changed, by whom and when, and not to what.
"""

import json

import frappe

HIDDEN = "•••"


def hide_levels(version, method: str | None = None) -> None:
	"""Event ``before_insert`` of Version."""
	if version.data and frappe.get_meta(version.ref_doctype).module in _modules():
		version.data = without_levels(version.ref_doctype, version.data)


def _modules() -> list[str]:
	return frappe.get_module_list("volunteer_services")


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
