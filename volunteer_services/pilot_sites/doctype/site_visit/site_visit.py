from frappe.model.document import Document

from volunteer_services.services import retention, site_visits
from volunteer_services.services.scope import ScopedDocument


class SiteVisit(ScopedDocument, Document):
	"""A visit for guidance, supervision or inspection; its findings stay open until somebody closes them."""

	def validate(self) -> None:
		before = self.get_doc_before_save()
		site_visits.fill(self)
		site_visits.check(self, before)
		site_visits.keep_findings(self, before)
		site_visits.summarise(self)
		self.check_scope()

	def on_update(self) -> None:
		site_visits.note_on_site(self)

	def before_rename(self, old: str, new: str, merge: bool = False) -> None:
		retention.refuse_rename(self)

	def on_trash(self) -> None:
		if self.status == site_visits.VISITED:
			retention.refuse_trash(self)
