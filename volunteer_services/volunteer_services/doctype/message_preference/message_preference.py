"""How one person wants to be told of one kind: written by foundation/messages for that person."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import MessagePreferenceError
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument


class MessagePreference(ScopedDocument, GuardedDocument, Document):
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
			_("What somebody is told is chosen on the own page, by the person alone."),
			MessagePreferenceError,
			title=_("Message Preference"),
		)


def on_doctype_update() -> None:
	"""One choice for each kind."""
	frappe.db.add_unique("Message Preference", ["user", "kind"], "one_choice")
