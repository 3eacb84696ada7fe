import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_readiness.domain.gates import UNVERIFIED
from volunteer_services.volunteer_readiness.services import qualifications


class VolunteerQualification(KeptDocument, GuardedDocument, ScopedDocument, Document):
	"""资格证书: entered by one, verified by another against the original; its status follows from the
	days."""

	def validate(self) -> None:
		qualifications.check_entry(self, self.get_doc_before_save())
		self.check_scope()

	def why_kept(self) -> str | None:
		"""What was verified or revoked once is kept."""
		if self.status == UNVERIFIED:
			return None
		return _("{0} was verified or revoked and must be kept.").format(self.name)


def on_doctype_update() -> None:
	frappe.db.add_index("Volunteer Qualification", ["status", "lapses_on"])
