from frappe.model.document import Document

from volunteer_services.services import pilot_programmes, pilot_sites, retention
from volunteer_services.services.scope import ScopedDocument


class PilotProgramme(ScopedDocument, Document):
	"""A programme with phases and yearly submissions [S0][S1]; a template is copied to a year."""

	def validate(self) -> None:
		before = self.get_doc_before_save()
		pilot_programmes.check(self)
		if before is not None:
			pilot_programmes.check_phases_kept(self, before)
		self.check_scope()

	def on_update(self) -> None:
		before = self.get_doc_before_save()
		if before is not None and pilot_programmes.move_milestones(self, before):
			pilot_sites.resummarise(self.name)

	def on_trash(self) -> None:
		retention.refuse_if_referenced(self)
