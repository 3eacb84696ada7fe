"""Stands in for Frappe's methods of workflows (hooks.py), and answers for selections of a list."""

import frappe
from frappe import _
from frappe.model import workflow

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Document, Names, Rows
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.workflow import actions, bulk, offers

MOST = 5_000


@endpoint()
def apply(doc: Document, action: str):
	"""Take the action on a document. Documents of other apps go Frappe's way.

	Ours run whole again when the database chose them as the victim of a deadlock; a rule's refusal is told to
	whoever may read the document. Raises RefusedActionError, PermissionError, ValidationError.
	"""
	if not actions.is_ours(doc):
		return workflow.apply_workflow(doc, action)
	if frappe.local.request.method != "POST":
		frappe.throw(_("An action is taken by a POST request."), frappe.PermissionError)
	return actions.take(doc, action)


@endpoint()
def transitions(doc: Document, raise_exception: bool = False) -> list[dict]:
	"""The transitions that a document offers to the session's user; of ours only those that the guard lets
	pass. Raises PermissionError."""
	if not actions.is_ours(doc):
		return workflow.get_transitions(doc, raise_exception=raise_exception)
	if not frappe.db.exists(doc["doctype"], actions.name_of(doc)):
		return []
	stored = frappe.get_doc(doc["doctype"], actions.name_of(doc))
	stored.check_permission("read")
	return offers.of(stored)


@endpoint()
def common_actions(docs: Rows, doctype: str) -> list[str]:
	"""The actions that all of the documents offer, as Frappe's lists ask."""
	if not actions.is_ours({"doctype": doctype}):
		return workflow.get_common_transition_actions(docs, doctype)
	require_permission(doctype)
	names = [actions.name_of(doc) for doc in docs]
	found = offers.of_many(doctype, names)
	return [action for action, count in found["actions"].items() if count == len(names)]


@endpoint()
def offered(doctype: str, names: Names) -> dict:
	"""What a selection of a list offers: ``{"actions": {action: how many}, "deletable", "asked"}``.

	Of the first hundred documents. Raises PermissionError.
	"""
	_require_ours(doctype)
	require_permission(doctype)
	return offers.of_many(doctype, names)


@endpoint(methods=["POST"])
def apply_many(doctype: str, names: Names, action: str, reason: str = "") -> dict:
	"""Queue an action on many documents of ours: ``{"job", "count"}``, watched through
	``api.progress.status``.

	Each goes by the rules of the single document. Raises PermissionError, ReasonRequiredError.
	"""
	_require_ours(doctype)
	require_permission(doctype, "write")
	chosen = names[:MOST]
	return {"job": bulk.start(doctype, chosen, action, reason), "count": len(chosen)}


def _require_ours(doctype: str) -> None:
	if not actions.is_ours({"doctype": doctype}):
		frappe.throw(
			_("{0} has no workflow of this app.").format(frappe.utils.escape_html(doctype)),
			frappe.PermissionError,
		)
