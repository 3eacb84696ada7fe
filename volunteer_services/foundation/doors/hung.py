"""Rows of Frappe's that name one of our documents: comments, tasks, tags, follows, mails. Nobody adds one to
a document that they may not see, whatever method stores it; tags and follows are listed where it is."""

import frappe

from volunteer_services.foundation.doors import ours
from volunteer_services.foundation.doors.table import NAMING

_SCOPED = "permission_query_conditions"


def check_reference(doc, method: str | None = None) -> None:
	"""Doc event: a request hangs nothing on a document of ours that its user may not see. Raises
	PermissionError."""
	if doc.flags.ignore_permissions:
		return
	doctype, name = _named(doc)
	if not doctype or not name:
		return
	ours.require(doctype, name)
	# Who follows gets the document's changes by mail.
	follower = doc.get("user") if doc.doctype == "Document Follow" else None
	if follower and ours.is_ours(doctype) and not frappe.has_permission(doctype, "read", name, user=follower):
		ours.refuse(doctype)


def has_permission(doc, ptype: str = "read", user: str | None = None, **kwargs) -> bool | None:
	"""Hook: beside Frappe's own rule, what names a document of ours is read where the document is."""
	user = user or frappe.session.user
	if isinstance(doc, str) or user == "Administrator" or ptype == "create":
		return ours.nothing_against()
	doctype, name = _named(doc)
	if not name or not ours.is_ours(doctype) or doc.get("owner") == user:
		return ours.nothing_against()
	return ours.nothing_against() if ours.may(doctype, name, user=user) else False


def tag_links(user: str | None = None) -> str:
	"""Hook: tags are listed where their document is."""
	return condition("Tag Link", *NAMING["Tag Link"], user)


def follows(user: str | None = None) -> str:
	"""Hook: who follows a document is listed where the document is."""
	return condition("Document Follow", *NAMING["Document Follow"], user)


def workflow_actions(user: str | None = None) -> str:
	"""Hook: what waits for somebody is listed where the document is."""
	return condition("Workflow Action", *NAMING["Workflow Action"], user)


def condition(table: str, doctype_column: str, name_column: str, user: str | None = None) -> str:
	"""SQL condition for the rows of Frappe's ``table``: those that name one of our documents stay where the
	user sees the document or has made the row, all others as they are."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	kind, named = f"`tab{table}`.`{doctype_column}`", f"`tab{table}`.`{name_column}`"
	found = frappe.db.sql(f"select distinct `{doctype_column}` from `tab{table}`", pluck=True)  # noqa: S608
	doctypes = [doctype for doctype in found if ours.is_ours(doctype)]
	if not doctypes:
		return ""
	parts = []
	for doctype in doctypes:
		of_kind = f"{kind} = {frappe.db.escape(doctype)}"
		if not frappe.has_permission(doctype, "read", user=user):
			continue
		where = _scoped(doctype, user)
		names = f"select `tab{doctype}`.`name` from `tab{doctype}` where {where}"  # noqa: S608
		parts.append(f"({of_kind} and {named} in ({names}))" if where else f"({of_kind})")
	listed = ", ".join(frappe.db.escape(doctype) for doctype in doctypes)
	parts.append(f"`tab{table}`.`owner` = {frappe.db.escape(user)}")
	parts.append(f"{kind} is null")
	parts.append(f"{kind} not in ({listed})")
	return f"({' or '.join(parts)})"


def _named(doc) -> tuple[str | None, str | None]:
	doctype_field, name_field = NAMING[doc.doctype]
	return doc.get(doctype_field), doc.get(name_field)


def _scoped(doctype: str, user: str) -> str:
	found = [
		frappe.call(frappe.get_attr(path), user=user, doctype=doctype)
		for path in frappe.get_hooks(_SCOPED, {}).get(doctype, [])
		if path.startswith(f"{ours.APP}.")
	]
	return " and ".join(part for part in found if part)
