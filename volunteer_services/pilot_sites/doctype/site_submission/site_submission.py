from frappe.model.document import Document

from volunteer_services.foundation.documents.retention import KeptDocument, was_decided
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.pilot_sites.services import submissions

_OPEN = frozenset({"Draft", "Returned"})


class SiteSubmission(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""One half of a pilot site's yearly 1+1 [S0]: a feature case or a volunteer's story."""

	editable_states = _OPEN
	guarded_tables = frozenset({"attachments"})

	def before_insert(self) -> None:
		for field in ("edited_by", "submitted_by", "submitted_on", "reviewed_by", "accepted_on"):
			self.set(field, None)

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if before is None or before.workflow_state in _OPEN:
			submissions.fill(self)
			submissions.check(self)
			submissions.note_editor(self, before)
		self.check_scope()

	def own_users(self) -> set[str]:
		return {self.owner, self.submitted_by, *(self.edited_by or "").split("\n")} - {None, ""}

	def before_transition(self, action: str, source: str, target: str) -> str:
		if action == "Submit for Review":
			submissions.fill(self)
			submissions.submit_for_review(self)
		elif action == "Accept":
			submissions.accept(self)
		return target

	def why_kept(self) -> str | None:
		return was_decided(self) if self.workflow_state not in _OPEN else None
