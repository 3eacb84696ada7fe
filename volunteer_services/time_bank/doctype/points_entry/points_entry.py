import frappe
from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.time_bank.services.books.documents import LedgerDocument


class PointsEntry(LedgerDocument, GuardedDocument, Document):
	"""One line of a transfer: signed points on one account, numbered without a gap within the account."""


def on_doctype_update() -> None:
	"""An account's entries in their order; each number once."""
	frappe.db.add_unique("Points Entry", ["account", "seq"], "account_seq")
