"""Stands in for Frappe's method that takes a document along its workflow (hooks.py)."""

import frappe
from frappe.model import workflow

from volunteer_services.foundation.domain.arguments import Document
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.workflow import actions


@endpoint()
def apply(doc: Document, action: str):
	"""Take the action on a document. Documents of other apps go Frappe's way.

	Ours run whole again when the database chose them as the victim of a deadlock; a rule's refusal is told to
	whoever may read the document. Raises RefusedActionError, PermissionError, ValidationError.
	"""
	if not actions.is_ours(doc):
		return workflow.apply_workflow(doc, action)
	if frappe.local.request.method != "POST":
		frappe.throw(frappe._("Not permitted"), frappe.PermissionError)
	return actions.take(doc, action)
