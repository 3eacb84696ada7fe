"""服务需求: what somebody needs, from the first word to the rating."""

import frappe
from frappe.model.document import Document

from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.service_needs.services.needs import entering, stepping


class ServiceNeed(WorkflowDocument, ScopedDocument, Document):
	editable_states = frozenset({"Received", "Verified", "Sent Back"})
	review_fields = frozenset({"verified_way", "answer", "reason_code"})

	def before_insert(self) -> None:
		entering.receive(self)

	def validate(self) -> None:
		entering.check(self)
		self.check_scope()

	def before_transition(self, action: str, source: str, target: str) -> str:
		if not self.flags.system_transition:
			stepping.before(self, action, target)
		return target


def on_doctype_update() -> None:
	"""For what waits, for what lapses, and for a recipient's page."""
	frappe.db.add_index("Service Need", ["workflow_state", "accept_by"], "state_accept")
	frappe.db.add_index("Service Need", ["workflow_state", "region"], "state_region")
	frappe.db.add_index("Service Need", ["recipient", "workflow_state"], "recipient_state")
	# Whom to ask: what teams hold now, and when each was last asked.
	frappe.db.add_index("Service Need", ["workflow_state", "team"], "state_team")
	frappe.db.add_index("Service Need", ["team", "dispatched_on"], "team_dispatched")
