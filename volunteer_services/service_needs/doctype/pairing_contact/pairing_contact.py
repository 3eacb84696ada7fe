"""A greeting or a short visit within a pairing: it counts for no hours."""

import frappe
from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.service_needs.services.pairs import following


class PairingContact(ScopedDocument, GuardedDocument, Document):
	stamped = frozenset({"pairing", "contact_on"})

	def before_insert(self) -> None:
		self.entered_by = frappe.session.user

	def validate(self) -> None:
		following.check_contact(self)
		self.check_scope()

	def after_insert(self) -> None:
		following.count(self.pairing)

	def after_delete(self) -> None:
		following.count(self.pairing)


def on_doctype_update() -> None:
	frappe.db.add_index("Pairing Contact", ["pairing", "contact_on"], "pairing_on")
