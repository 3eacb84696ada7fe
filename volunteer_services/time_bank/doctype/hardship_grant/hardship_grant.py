import frappe
from frappe.model.document import Document
from frappe.utils import now

from volunteer_services.foundation.documents.retention import KeptDocument, was_decided
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.time_bank.services.giving import grants
from volunteer_services.volunteer_registry.services import logins

_OPEN = frozenset({"Draft", "Returned"})


class HardshipGrant(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""困难帮扶: points of the public pool for somebody in hardship [S4]; who prepares does not approve."""

	editable_states = _OPEN

	def before_insert(self) -> None:
		self.prepared_by = frappe.session.user
		self.submitted_by = self.approved_by = self.approved_on = self.granted_on = None

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if before is None or before.workflow_state in _OPEN:
			grants.check_recipient_scope(self)  # first: the others name the person
			grants.fill(self)
			grants.check(self)
		self.check_scope()

	def own_users(self) -> set[str]:
		return {self.owner, self.prepared_by, self.submitted_by, *logins.of_volunteer(self.volunteer)} - {
			None,
			"",
		}

	def before_transition(self, action: str, source: str, target: str) -> str:
		if action == "Submit for Approval":
			self.submitted_by = frappe.session.user
		elif action == "Approve":
			grants.check(self)
			self.approved_by, self.approved_on = frappe.session.user, now()
			self.granted_on = self.approved_on
		return target

	def on_submit(self) -> None:
		grants.carry_out(self)

	def on_cancel(self) -> None:
		grants.take_back(self)

	def why_kept(self) -> str | None:
		return was_decided(self) if self.workflow_state != "Draft" else None
