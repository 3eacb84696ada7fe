from frappe.model.document import Document

from volunteer_services.foundation.documents import retention
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.pilot_sites.services import visits


class SiteVisit(ScopedDocument, Document):
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

	def before_rename(self, old: str, new: str, merge: bool = False) -> None:
		retention.refuse_rename(self)

	def on_trash(self) -> None:
		if self.status == visits.VISITED:
			retention.refuse_trash(self)
