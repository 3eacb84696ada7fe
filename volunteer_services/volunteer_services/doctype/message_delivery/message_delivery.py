"""What was sent, or waits to be: written by foundation/messages, read by the manager and the auditor."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import MessageDeliveryError
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.documents.guarded import GuardedDocument


class MessageDelivery(GuardedDocument, Document):
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
			_("Messages are sent by the system. The list of them is not changed by hand."),
			MessageDeliveryError,
			title=_("Message Delivery"),
		)


def on_doctype_update() -> None:
	"""The job asks for what is due."""
	frappe.db.add_index("Message Delivery", ["state", "due_on"], "state_due")
