import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.volunteer_readiness.services import agreements


class VolunteerAgreement(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""志愿服务协议 [Beijing §18]: signed by both sides, for a minor by the guardian, too."""

	editable_states = frozenset({"Draft"})

	def validate(self) -> None:
		agreements.fill(self, self.get_doc_before_save())
		self.check_scope()

	def before_transition(self, action: str, source: str, target: str) -> str:
		agreements.take_step(self, action)
		return target

	def why_kept(self) -> str | None:
		"""What was signed is kept."""
		if self.workflow_state == "Draft":
			return None
		return _("{0} was signed and must be kept.").format(self.name)


def on_doctype_update() -> None:
	frappe.db.add_index("Volunteer Agreement", ["volunteer", "from_date", "to_date"])
