"""What hangs on a document: only what the user may see, of a document that the user may see."""

import frappe

from volunteer_services.foundation.doors import ours
from volunteer_services.foundation.doors.fields import unreadable
from volunteer_services.foundation.doors.originals import guarded

_COUNTED = 100
"""Frappe's badges stop there, too."""


def _in_scope(original: str):
	def guard(arguments):
		doctype, name = arguments.get("doctype"), arguments.get("docname") or arguments.get("name")
		ours.require(doctype, name)

	return guarded(original, guard)


_get = _in_scope("frappe.desk.form.linked_with.get")
_get_count = guarded("frappe.desk.notifications.get_open_count", lambda arguments: None)
_get_submitted = _in_scope("frappe.desk.form.linked_with.get_submitted_linked_docs")


@frappe.whitelist()
def get(doctype: str, docname: str | int) -> dict:
	"""Documents that link to this one. Those of our DocTypes are cut to the user's scope and columns; the
	first Frappe 15 shows all of them to everybody."""
	found = _get(doctype=doctype, docname=docname) or {}
	for linked in [linked for linked in found if ours.is_ours(linked)]:
		seen = ours.visible(linked, [row.get("name") for row in found[linked] or []])
		hidden = unreadable(linked)
		found[linked] = [
			{key: value for key, value in row.items() if key.lower() not in hidden}
			for row in found[linked] or []
			if row.get("name") in seen
		]
		if not found[linked]:
			del found[linked]
	return found


@frappe.whitelist()
def get_submitted_linked_docs(
	doctype: str, name: str | int, ignore_doctypes_on_cancel_all: str | list | None = None
) -> dict:
	"""Submitted documents that would be cancelled together with this one, as far as the user sees them."""
	found = _get_submitted(
		doctype=doctype, name=name, ignore_doctypes_on_cancel_all=ignore_doctypes_on_cancel_all
	)
	rows = found.get("docs", []) if isinstance(found, dict) else []
	names: dict[str, list] = {}
	for row in rows:
		if ours.is_ours(row["doctype"]):
			names.setdefault(row["doctype"], []).append(row["name"])
	seen = {linked: ours.visible(linked, listed) for linked, listed in names.items()}
	kept = [row for row in rows if row["doctype"] not in seen or row["name"] in seen[row["doctype"]]]
	if len(kept) < len(rows):
		found.update(docs=kept, count=len(kept))
	return found


@frappe.whitelist()
def get_open_count(doctype: str, name: str | int, items: str | list | None = None) -> dict:
	"""How many documents of each kind link to this one, for its form. Those of ours are counted as the user's
	lists show them; Frappe counts all of them."""
	found = _get_count(doctype=doctype, name=name, items=items)
	counted = found.get("count") if isinstance(found, dict) else None
	rows = counted.get("external_links_found") if isinstance(counted, dict) else counted
	links = frappe.get_meta(doctype).get_dashboard_data()
	for row in rows or []:
		linked = row.get("doctype") or row.get("name")
		if not row.get("count") or not ours.is_ours(linked):
			continue
		field = links.get("non_standard_fieldnames", {}).get(linked, links.get("fieldname"))
		row["count"] = _count(linked, field, name)
		if isinstance(row.get("open_count"), int):
			row["open_count"] = min(row["open_count"], row["count"])
	return found


def _count(linked: str, field: str | None, name) -> int:
	if not field or not frappe.has_permission(linked, "read"):
		return 0
	names = frappe.get_list(
		linked, filters={field: name}, pluck="name", limit_page_length=_COUNTED, order_by="creation"
	)
	return len(names)
