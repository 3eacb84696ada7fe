import frappe
from frappe.model.document import Document

from volunteer_services.foundation.documents.retention import KeptDocument, was_decided
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.time_bank.services.giving import adjustments

_OPEN = frozenset({"Draft", "Returned"})


class PointsAdjustment(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""积分调整: opening balances, mistakes set right, points of those who died or left; who prepares does not
	approve."""

	editable_states = _OPEN
	guarded_tables = frozenset({"rows"})

	def before_insert(self) -> None:
		self.prepared_by = frappe.session.user
		self.submitted_by = self.approved_by = self.approved_on = self.posted_on = None

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if before is None or before.workflow_state in _OPEN:
			adjustments.check_scope(self)  # first: the others name the people
			adjustments.fill(self)
			adjustments.check(self)
			adjustments.warn_of_second_opening(self)
		self.check_scope()

	def own_users(self) -> set[str]:
		people = adjustments.users_of(self)
		return ({self.owner, self.prepared_by, self.submitted_by} | people) - {None, ""}

	def before_transition(self, action: str, source: str, target: str) -> str:
		if action == "Submit for Approval":
			self.submitted_by = frappe.session.user
		if action == "Approve":
			adjustments.check(self)
		if action in ("Approve", "Cancel"):
			adjustments.check_scope(self)
		if action == "Cancel":
			adjustments.check_canceller(self)
		if action == "Approve":
			adjustments.stamp(self)
		return target

	def on_submit(self) -> None:
		adjustments.carry_out(self)

	def on_cancel(self) -> None:
		adjustments.take_back(self)

	def why_kept(self) -> str | None:
		return was_decided(self) if self.workflow_state != "Draft" else None
