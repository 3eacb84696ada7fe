"""Somebody who holds a place looks for a cover 找人顶班. Asked, answered and closed by services/covering."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import CoverRequestError
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument


class CoverRequest(ScopedDocument, GuardedDocument, Document):
	def autoname(self) -> None:
		self.name = random_name()

	def before_insert(self) -> None:
		if not self.flags.by_service:
			self._refuse()

	def validate(self) -> None:
		if not self.is_new() or not self.flags.by_service:
			self._refuse()

	def db_set(self, *args, **kwargs) -> None:
		self._refuse()

	def before_rename(self, *args, **kwargs) -> None:
		self._refuse()

	def on_trash(self) -> None:
		self._refuse()

	def _refuse(self) -> None:
		frappe.throw(
			_("A cover is asked for and answered on the own page or the sign-up; the request itself stays."),
			CoverRequestError,
			title=_("Cover Request"),
		)


def on_doctype_update() -> None:
	"""The open requests for the job."""
	frappe.db.add_index("Cover Request", ["status", "ask_again_on"], "status_again")
