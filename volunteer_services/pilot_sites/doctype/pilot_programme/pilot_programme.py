from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.pilot_sites.services import designation, programmes


class PilotProgramme(KeptDocument, ScopedDocument, GuardedDocument, Document):
	"""A programme with phases and yearly submissions [S0][S1]; a template is copied to a year."""

	def validate(self) -> None:
		before = self.get_doc_before_save()
		programmes.check(self)
		if before is not None:
			programmes.check_phases_kept(self, before)
		self.check_scope()

	def on_update(self) -> None:
		before = self.get_doc_before_save()
		if before is not None and programmes.move_milestones(self, before):
			designation.resummarise(self.name)
