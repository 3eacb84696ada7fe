"""A complaint 投诉举报: sent on the public page or entered for who calls, comes or writes; handled with its
buttons (services/complaints)."""

import secrets

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.service_records.domain import complaint
from volunteer_services.service_records.services.complaints import receiving


class ServiceComplaint(KeptDocument, ScopedDocument, GuardedDocument, Document):
	# What was said stays as it was said.
	stamped = frozenset(
		{
			"kind",
			"activity",
			"about",
			"concerns_staff",
			"source",
			"text",
			"complainant_name",
			"complainant_phone",
			"region",
			"site",
			"team",
		}
	)

	def autoname(self) -> None:
		self.name = complaint.make_number(secrets.token_bytes(complaint.NUMBER_BYTES))

	def before_insert(self) -> None:
		receiving.prepare(self, by_staff=not self.is_by_service())

	def validate(self) -> None:
		self.check_scope()

	def after_insert(self) -> None:
		receiving.tell_staff(self)

	def why_kept(self) -> str | None:
		if self.status in complaint.ENDED:
			return None
		return _("The complaint {0} is not settled yet and is kept.").format(self.name)


def on_doctype_update() -> None:
	"""For what waits, and for the daily work."""
	frappe.db.add_index("Service Complaint", ["status", "answer_by"], "status_answer")
	frappe.db.add_index("Service Complaint", ["status", "region"], "status_region")
