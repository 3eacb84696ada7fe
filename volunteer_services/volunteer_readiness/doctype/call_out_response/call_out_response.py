import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_readiness.services.emergency import responses


class CalloutResponse(KeptDocument, GuardedDocument, ScopedDocument, Document):
	"""集结应答: one person at one call-out. The steps are taken by services/emergency/responses.py."""

	stamped = frozenset({"call_out", "volunteer"})

	def autoname(self) -> None:
		self.name = random_name()

	def validate(self) -> None:
		if self.is_new():
			responses.fill(self)
		self.check_scope()

	def why_kept(self) -> str:
		"""Whom a call-out asked is kept."""
		return _("{0} was called out; the answer must be kept.").format(self.volunteer_name)


def on_doctype_update() -> None:
	"""One response a person and call-out."""
	frappe.db.add_unique("Call-out Response", ["call_out", "volunteer"], "call_out_volunteer")
	frappe.db.add_index("Call-out Response", ["volunteer", "arrived_on"], "volunteer_arrived")
