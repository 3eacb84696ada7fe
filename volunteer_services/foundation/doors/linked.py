"""What hangs on a document: only what the user may see, of a document that the user may see."""

import frappe

from volunteer_services.foundation.doors import ours
from volunteer_services.foundation.doors.fields import unreadable
from volunteer_services.foundation.doors.originals import guarded


def _in_scope(original: str):
	def guard(arguments):
		doctype, name = arguments.get("doctype"), arguments.get("docname") or arguments.get("name")
		ours.require(doctype, name)

	return guarded(original, guard)


_get = _in_scope("frappe.desk.form.linked_with.get")
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
