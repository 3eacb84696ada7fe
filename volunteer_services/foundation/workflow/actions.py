"""Taking an action of a workflow on one of our documents, as a request of its own."""

import frappe
from frappe import _
from frappe.model import workflow
from frappe.model.base_document import get_controller

from volunteer_services.exceptions import RefusedActionError
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain import arguments
from volunteer_services.foundation.workflow.guard import WorkflowDocument


def is_ours(doc: dict) -> bool:
	"""Whether the document is one that the guard of this app guards.

	Raises the rule's ArgumentError for what names no DocType.
	"""
	doctype = arguments.text("doctype", doc.get("doctype"))
	return bool(frappe.db.exists("DocType", doctype)) and issubclass(
		get_controller(doctype), WorkflowDocument
	)


def name_of(doc: dict) -> str:
	"""The document's name. Raises the rule's ArgumentError for what is no text."""
	return arguments.text("name", doc.get("name"))


def take(doc: dict, action: str):
	"""Take the action, commit, and return the document.

	Raises RefusedActionError where the action is refused to somebody who may read the document.
	"""
	doctype, name = doc["doctype"], name_of(doc)
	plain = {"doctype": doctype, "name": name}  # everything else is read from the database
	try:
		return retry.whole(lambda: workflow.apply_workflow(dict(plain), action))
	except RefusedActionError:
		raise
	except frappe.PermissionError as error:
		frappe.db.rollback()
		if not frappe.has_permission(doctype, "read", name):
			raise
		if not frappe.local.message_log:
			frappe.throw(
				_("You have no permission for {0}.").format(_(doctype)),
				RefusedActionError,
				title=_("Not Allowed"),
			)
		raise RefusedActionError(str(error)) from error
