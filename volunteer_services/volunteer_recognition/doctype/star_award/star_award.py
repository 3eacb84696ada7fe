import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import StarAwardError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.volunteer_recognition.domain.round import OPEN


class StarAward(KeptDocument, GuardedDocument, Document):
	"""星级认定: one star of one volunteer [S1], written by the services.

	Nobody saves one by form, list, REST, import or code.
	"""

	def before_insert(self) -> None:
		self.refuse()

	def validate(self) -> None:
		self.refuse()

	def db_update(self, *args, **kwargs) -> None:
		self.refuse()

	def db_set(self, *args, **kwargs) -> None:
		self.refuse()

	def why_kept(self) -> str | None:
		"""What was granted once is kept; a proposal may go (the recalculation makes it again)."""
		if not self.awarded_on and self.status in OPEN:
			return None
		return _("Star Award {0} was granted or decided and must be kept.").format(self.name)

	def refuse(self) -> None:
		"""Raise StarAwardError."""
		frappe.throw(
			_("Star awards change by the recalculation and by the actions of their list only."),
			StarAwardError,
			title=_("Not Allowed"),
		)


def on_doctype_update() -> None:
	"""The recalculation reads awards by volunteer, without touching the rows."""
	frappe.db.add_index("Star Award", ["volunteer", "status", "star", "is_barred"], "volunteer_status")
