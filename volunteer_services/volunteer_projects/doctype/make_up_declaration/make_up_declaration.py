import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.volunteer_projects.services import make_up_declarations as declarations

_OPEN = frozenset({"Draft", "Returned"})


class MakeupDeclaration(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""补录担保: why an activity was entered so late, what proves it, and for whom it is declared.

	Frappe takes the hyphen out of the class's name.
	"""

	stamped = frozenset({"activity"})
	editable_states = _OPEN

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if before is None or before.workflow_state in _OPEN:
			declarations.fill(self)
			self.check_scope()
			declarations.check(self)
			if self.workflow_state == "Pending Approval":
				declarations.submit(self)
			return
		self.check_scope()

	def own_users(self) -> set[str]:
		return {self.owner, self.declared_by} - {None, ""}

	def before_transition(self, action: str, source: str, target: str) -> str:
		if action == "Approve":
			declarations.stamp_approval(self)
		elif action == "Cancel":
			declarations.check_cancel(self)
		return target

	def why_kept(self) -> str | None:
		"""What was declared is kept."""
		if self.workflow_state == "Draft":
			return None
		return _("{0} was declared and must be kept.").format(self.name)


def on_doctype_update() -> None:
	frappe.db.add_index("Make-up Declaration", ["activity", "workflow_state"])
