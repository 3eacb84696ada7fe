from frappe import _
from frappe.model.document import Document

from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.volunteer_readiness.services import claims
from volunteer_services.volunteer_registry.services import logins, visitors


class InsuranceClaim(KeptDocument, WorkflowDocument, ScopedDocument, Document):
	"""保险理赔: an accident, what the insurer wants to see, and what was paid. Medical details stand on a
	level of their own."""

	editable_states = frozenset({"Reported", "Accepted", "Papers Wanted", "Under Assessment"})
	guarded_tables = frozenset({"papers"})

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if (before is None or before.volunteer != self.volunteer) and not self.flags.ignore_permissions:
			visitors.refuse_unknown([self.volunteer])
		claims.fill(self, before)
		claims.check(self)
		self.check_scope()

	def own_users(self) -> set[str]:
		return {self.owner, *logins.of_volunteer(self.volunteer)} - {None, ""}

	def before_transition(self, action: str, source: str, target: str) -> str:
		claims.take_step(self, action)
		return target

	def why_kept(self) -> str | None:
		"""An accident is kept."""
		return _("{0} reports an accident and must be kept.").format(self.name)
