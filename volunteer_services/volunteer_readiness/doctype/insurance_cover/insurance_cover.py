import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_readiness.domain.insurance import PLANNED
from volunteer_services.volunteer_readiness.services import covers


class InsuranceCover(KeptDocument, GuardedDocument, ScopedDocument, Document):
	"""投保记录: one person under one policy, for all service or for one activity."""

	def before_validate(self) -> None:
		covers.fill(self, self.get_doc_before_save())

	def validate(self) -> None:
		self.check_scope()

	def why_kept(self) -> str | None:
		"""What the insurer confirmed is kept."""
		if self.status == PLANNED:
			return None
		return _("{0} was confirmed by the insurer and must be kept.").format(self.name)


def on_doctype_update() -> None:
	frappe.db.add_index("Insurance Cover", ["volunteer", "from_date", "to_date"])
	frappe.db.add_index("Insurance Cover", ["status", "to_date"])
