"""A request for a certificate 证明申请: made on the volunteer's own page, decided in the desk, written by
services only (services/certifying/certificate_requests.py)."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import CertificateStatusError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument


class ServiceCertificateRequest(KeptDocument, ScopedDocument, GuardedDocument, Document):
	def validate(self) -> None:
		# What is stored already falls back to what is stored (GuardedDocument).
		if self.is_new() and not self.flags.by_service:
			frappe.throw(
				_("A request for a certificate is made by the volunteer and decided with its buttons."),
				CertificateStatusError,
				title=_("Not Editable"),
			)

	def why_kept(self) -> str | None:
		if not self.certificate:
			return None
		return _("The request {0} led to a certificate and is kept with it.").format(self.name)


def on_doctype_update() -> None:
	"""Indexes for the requests of a volunteer, and for those that wait."""
	frappe.db.add_index("Service Certificate Request", ["volunteer", "status"], "volunteer_status")
	frappe.db.add_index("Service Certificate Request", ["status", "region"], "status_region")
