import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import RetentionError, StarAwardError
from volunteer_services.foundation.documents import retention
from volunteer_services.volunteer_recognition.domain.round import OPEN


class StarAward(Document):
	"""星级认定: one star of one volunteer [S1], written by ``services.stars`` and ``services.star_awards``.

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

	def before_rename(self, *args, **kwargs) -> None:
		retention.refuse_rename(self)

	def on_trash(self) -> None:
		"""What was granted once is kept; a proposal may go (the recalculation makes it again)."""
		if self.awarded_on or self.status not in OPEN:
			frappe.throw(
				_("Star Award {0} was granted or decided and must be kept.").format(self.name),
				RetentionError,
				title=_("Records Must Be Kept"),
			)

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
