"""What a volunteer says of a shift 可服务时间: could serve, or could not. It is no place, and is written by
services/rostering and by nothing else."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import SignUpError
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument


class ShiftAvailability(ScopedDocument, GuardedDocument, Document):
	def autoname(self) -> None:
		self.name = random_name()

	def before_insert(self) -> None:
		self._refuse()

	def validate(self) -> None:
		self._refuse()

	def db_set(self, *args, **kwargs) -> None:
		self._refuse()

	def before_rename(self, *args, **kwargs) -> None:
		self._refuse()

	def on_trash(self) -> None:
		self._refuse()

	def _refuse(self) -> None:
		frappe.throw(
			_("When somebody could serve is said by themselves, on their page."),
			SignUpError,
			title=_("Shift Availability"),
		)


def on_doctype_update() -> None:
	"""One answer a person and shift; those of an activity, in the order in which people answered."""
	frappe.db.add_unique("Shift Availability", ["shift", "volunteer"], "shift_volunteer")
	frappe.db.add_index("Shift Availability", ["activity", "answered_on"], "activity_answered")
