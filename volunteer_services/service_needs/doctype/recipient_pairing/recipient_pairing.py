"""结对: who goes to whom, how often, and until when."""

import frappe
from frappe.model.document import Document
from frappe.utils import nowdate

from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.service_needs.services.pairs import making
from volunteer_services.volunteer_registry.services import logins


class RecipientPairing(WorkflowDocument, ScopedDocument, Document):
	editable_states = frozenset({"Planned", "To Be Continued"})
	review_fields = frozenset({"agreement", "coordinator", "to_date", "visits_per_month"})

	def validate(self) -> None:
		if not self.flags.keeps_people:
			making.check(self)
		self.check_scope()

	def own_users(self) -> set[str]:
		people = (self.volunteer, self.second_volunteer)
		return {user for name in people if name for user in logins.of_volunteer(name)} - {None, ""}

	def before_transition(self, action: str, source: str, target: str) -> str:
		if target == "Ended" and not self.ended_on:
			self.ended_on = nowdate()
		return target


def on_doctype_update() -> None:
	"""For reminders, and for what a volunteer has."""
	frappe.db.add_index("Recipient Pairing", ["workflow_state", "next_due_on"], "state_due")
	frappe.db.add_index("Recipient Pairing", ["volunteer", "workflow_state"], "volunteer_state")
	frappe.db.add_index("Recipient Pairing", ["second_volunteer", "workflow_state"], "second_state")
