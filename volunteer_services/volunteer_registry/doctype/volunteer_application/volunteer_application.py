import secrets

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import ApplicationError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_registry.domain import joining
from volunteer_services.volunteer_registry.services.sealed import SealedColumns


class VolunteerApplication(SealedColumns, KeptDocument, ScopedDocument, GuardedDocument, Document):
	"""注册申请: what somebody sent on the public page. services/joining makes it and decides on it; the staff
	corrects the place only and adds the proxy's proof."""

	def autoname(self) -> None:
		self.name = joining.make_number(secrets.token_bytes(joining.NUMBER_BYTES))

	def before_insert(self) -> None:
		if not self.is_by_service():
			frappe.throw(
				_("Applications come from the public page. At the counter, register people as walk-ins."),
				ApplicationError,
				title=_("Volunteer Application"),
			)

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if before and not self.is_by_service() and before.status not in joining.OPEN:
			frappe.throw(
				_("{0} is decided and is not changed any more.").format(self.name),
				ApplicationError,
				title=_("Volunteer Application"),
			)
		self.check_scope()

	def why_kept(self) -> str | None:
		"""What became a file is the proof of the consent."""
		if self.status != joining.TAKEN_UP:
			return None
		return _("{0} became a volunteer's file: it proves the consent and is kept.").format(self.name)


def on_doctype_update() -> None:
	"""For the daily deletion."""
	frappe.db.add_index("Volunteer Application", ["status", "decided_on"], "status_decided")
