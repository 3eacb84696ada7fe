"""服务对象: the file of somebody who is served."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import RecipientError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.service_needs.services.recipients import files


class ServiceRecipient(ScopedDocument, GuardedDocument, Document):
	def validate(self) -> None:
		files.check(self)
		self.check_scope()

	def on_trash(self) -> None:
		if self.last_served_on:
			frappe.throw(
				_("{0} was served and is kept: withdraw the consent instead.").format(self.name),
				RecipientError,
				title=_("Service Recipient"),
			)


def on_doctype_update() -> None:
	"""The list of those who are due, within a scope."""
	frappe.db.add_index("Service Recipient", ["status", "due_on"], "status_due")
	frappe.db.add_index("Service Recipient", ["region", "status"], "region_status")
