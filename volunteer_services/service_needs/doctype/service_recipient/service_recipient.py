"""服务对象: the file of somebody who is served."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import RecipientError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.service_needs.services.recipients import files, reading


class ServiceRecipient(ScopedDocument, GuardedDocument, Document):
	def validate(self) -> None:
		files.check(self)
		self.check_scope()

	def apply_fieldlevel_read_permissions(self) -> None:
		"""Frappe hides fields here whenever it hands out the whole document, by form, REST or client."""
		super().apply_fieldlevel_read_permissions()
		reading.looked(self.name, reading.OPENED)

	def before_print(self, _settings=None) -> None:
		reading.looked(self.name, reading.PRINTED)

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
