from frappe import _
from frappe.model.document import Document

from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.volunteer_readiness.services.emergency import call_outs
from volunteer_services.volunteer_readiness.services.emergency.states import ALERT, OPEN


class EmergencyCallout(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""应急集结: an order, whom it calls in which wave, who is there, and what was learned. Hours are recorded
	through an activity."""

	editable_states = frozenset(OPEN)
	guarded_tables = frozenset({"posts", "duty_teams"})

	def validate(self) -> None:
		call_outs.fill(self, self.get_doc_before_save())
		self.check_scope()

	def before_transition(self, action: str, source: str, target: str) -> str:
		call_outs.take_step(self, action)
		return target

	def why_kept(self) -> str | None:
		"""What was ordered is kept."""
		if self.workflow_state == ALERT:
			return None
		return _("{0} was ordered and must be kept.").format(self.name)
