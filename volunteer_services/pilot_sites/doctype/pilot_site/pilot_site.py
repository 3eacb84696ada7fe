from frappe.model.document import Document

from volunteer_services.foundation.documents.retention import KeptDocument, was_decided
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.pilot_sites.services import designation
from volunteer_services.pilot_sites.services.reminders import assignments

_OPEN = frozenset({"Candidate", "Preparing"})


class PilotSite(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""A site in a pilot programme, from candidate to plaque (授牌), conclusion and revocation (摘牌)."""

	editable_states = _OPEN
	review_fields = frozenset({"lead_person", "awarding_body"})

	def before_insert(self) -> None:
		designation.clear_decisions(self)

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if before is None or before.workflow_state in _OPEN:
			designation.fill(self)
			designation.check(self)
		if not self.flags.designating:
			designation.check_milestones(self, before)
		if not self.flags.system_transition:
			designation.check_award(self, before)
		designation.summarise(self)
		self.check_scope()

	def own_users(self) -> set[str]:
		return {self.owner, self.lead_person} - {None, ""}

	def before_transition(self, action: str, source: str, target: str) -> str:
		if action == "Select for Preparation":
			designation.check_open(self)
		elif action == "Designate":
			self.flags.designating = True
			designation.designate(self)
		elif action == "Conclude":
			designation.conclude(self)
		elif action == "Revoke Plaque":
			designation.revoke_plaque(self)
		return target

	def on_update(self) -> None:
		assignments.close_done(self)

	def why_kept(self) -> str | None:
		return was_decided(self) if self.workflow_state not in _OPEN | {"Withdrawn"} else None
