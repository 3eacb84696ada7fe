from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument, was_decided
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.pilot_sites.services import visits


class SiteVisit(KeptDocument, ScopedDocument, GuardedDocument, Document):
	"""A visit for guidance, supervision or inspection; its findings stay open until somebody closes them."""

	def validate(self) -> None:
		before = self.get_doc_before_save()
		visits.fill(self)
		visits.check(self, before)
		visits.keep_findings(self, before)
		visits.summarise(self)
		self.check_scope()

	def on_update(self) -> None:
		visits.note_on_site(self)

	def why_kept(self) -> str | None:
		return was_decided(self) if self.status == visits.VISITED else None
