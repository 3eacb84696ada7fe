"""The states in which a DocType waits for a review."""

import frappe

from volunteer_services.foundation.workflow.guard import get_active_workflow
from volunteer_services.foundation.workflow.steps import APPROVALS


def review_states(doctype: str = "Service Log") -> list[str]:
	"""The states of a document in which the user is one of those who decide."""
	workflow = get_active_workflow(doctype)
	roles = set(frappe.get_roles())
	rows = workflow.transitions if workflow else []
	return list(dict.fromkeys(row.state for row in rows if row.action in APPROVALS and row.allowed in roles))
