"""Which DocTypes the doors watch, and whether the user may touch one of their documents."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.foundation.access import require_permission

APP = __name__.partition(".")[0]


def is_ours(doctype) -> bool:
	"""Whether the DocType belongs to this app. Tables of rows do, too."""
	if not isinstance(doctype, str) or not doctype:
		return False
	module = frappe.db.get_value("DocType", doctype, "module", cache=True)
	return bool(module) and frappe.local.module_app.get(frappe.scrub(module)) == APP


def is_restricted(doctype: str) -> bool:
	"""Whether the user sees a part of the DocType's documents only."""
	return any(
		frappe.call(frappe.get_attr(path), user=frappe.session.user, doctype=doctype)
		for path in frappe.get_hooks("permission_query_conditions", {}).get(doctype, [])
		if path.startswith(f"{APP}.")
	)


def may(doctype: str, name, right: str = "read", user: str | None = None) -> bool:
	"""Whether the user (default: the session's) has the right on the document; on its parent for a row.

	A document that does not exist is one that the user may not see: the answers do not differ.
	"""
	if not isinstance(name, str | int) or not frappe.db.exists(doctype, name):
		return False
	if frappe.get_meta(doctype).istable:
		parent = frappe.db.get_value(doctype, name, ["parenttype", "parent"], as_dict=True)
		return may(parent.parenttype, parent.parent, right, user)
	return bool(frappe.has_permission(doctype, right, name, user=user))


def nothing_against() -> bool | None:
	"""What a ``has_permission`` hook says that only refuses: Frappe 15 takes the first answer of all hooks,
	Frappe 16 wants a yes from each."""
	return None if cint(frappe.__version__.partition(".")[0]) < 16 else True


def require(doctype, name, right: str = "read") -> None:
	"""Raise PermissionError where a document of ours lies outside the scope, or its name is no name."""
	if is_ours(doctype) and not may(doctype, name, right):
		refuse(doctype)


def require_role(doctype, right: str = "read") -> None:
	"""Raise PermissionError where the user has no right on a DocType of ours at all."""
	if is_ours(doctype):
		require_permission(doctype, right)


def refuse(doctype: str) -> None:
	"""Raise the PermissionError that says nothing about the document."""
	frappe.throw(
		_("You have no permission for {0}.").format(_(doctype)),
		frappe.PermissionError,
		title=_("Not Allowed"),
	)


def visible(doctype: str, names: list) -> set:
	"""Those of the names that the user may see in a list."""
	if not names or not (frappe.has_permission(doctype, "select") or frappe.has_permission(doctype, "read")):
		return set()
	return set(
		frappe.get_list(doctype, filters={"name": ["in", list(names)]}, pluck="name", limit_page_length=0)
	)
