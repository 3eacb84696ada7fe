from frappe.model.document import Document

from volunteer_services.foundation.documents.retention import KeptDocument, was_decided
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.pilot_sites.services import compliance
from volunteer_services.pilot_sites.services.assessments import assessing, evidence
from volunteer_services.pilot_sites.services.reminders import assignments


class SiteAssessment(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""An assessment of a site by a checklist standard; who assesses does not certify (invariant 7)."""

	editable_states = frozenset({"Draft"})
	review_fields = frozenset({"rectify_by", "rectify_owner"})
	guarded_tables = frozenset({"results"})

	def before_insert(self) -> None:
		for field in (
			"submitted_by",
			"certified_by",
			"certified_on",
			"decided_on",
			"valid_until",
			"follow_up",
		):
			self.set(field, None)
		if not self.flags.carries_over:
			self.follow_up_of = self.filled_by = None

	def onload(self) -> None:
		"""What is missing was written down in the language of whoever saved it."""
		if self.standard and self.results:
			assessing.judge(self)

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if before is None or before.workflow_state == "Draft":
			assessing.check_scope_of_pilot_site(self)
			assessing.fill(self, before)
			assessing.check(self, before)
			assessing.note_who_fills(self, before)
		else:
			assessing.restore(self, before)
		self.check_scope()
		if self.flags.step:
			self.flags.step(self)

	def own_users(self) -> set[str]:
		filled = set((self.filled_by or "").split("\n"))
		return {self.owner, self.assessor, self.submitted_by, *filled} - {None, ""}

	def before_transition(self, action: str, source: str, target: str) -> str:
		if source != "Draft":
			assessing.restore(self, self.get_doc_before_save())
		self.flags.step = {
			"Submit for Review": assessing.submit_for_review,
			"Certify": assessing.certify,
			"Require Rectification": assessing.require_rectification,
		}.get(action)
		return target

	def on_update(self) -> None:
		if self.workflow_state == "Draft":
			evidence.attach(self)
		else:
			assignments.close_rectification(self)
		compliance.refresh([self.service_site])

	def on_submit(self) -> None:
		if self.workflow_state == "Needs Rectification":
			assessing.make_follow_up(self)

	def on_cancel(self) -> None:
		compliance.refresh([self.service_site])

	def why_kept(self) -> str | None:
		return was_decided(self) if self.workflow_state != "Draft" else None

	def on_trash(self) -> None:
		super().on_trash()
		assessing.release_origin(self)
