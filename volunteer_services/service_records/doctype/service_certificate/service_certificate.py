import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from volunteer_services.exceptions import CertificateError, CertificateStatusError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.service_records.services import certificate_entries, certificates
from volunteer_services.volunteer_registry.services import locks


class ServiceCertificate(KeptDocument, GuardedDocument, Document):
	"""志愿服务记录证明 [L67 §14–17]. Submitting it is issuing it; its rows are copies of approved logs."""

	refuses_itself = True

	def check_if_latest(self) -> None:
		"""Lock the volunteer first: no correction runs while entries are copied."""
		locks.lock_volunteers([self.volunteer])
		super().check_if_latest()

	def validate(self) -> None:
		self.validate_guarded()
		self.validate_period()
		certificates.check_replaced(self)
		certificate_entries.fill(self, self.get_doc_before_save())
		certificate_entries.check_issuer(self)

	def validate_guarded(self) -> None:
		certificates.check_guarded(self, self.get_doc_before_save())

	def validate_period(self) -> None:
		if getdate(self.from_date) > getdate(self.to_date):
			frappe.throw(
				_("The period ends on {0}, before it begins on {1}. Correct one of the two.").format(
					frappe.format(self.to_date, "Date"), frappe.format(self.from_date, "Date")
				),
				CertificateError,
				title=_("Time Period"),
			)
		if getdate(self.to_date) > getdate(nowdate()):
			frappe.throw(
				_("The period ends on {0}, in the future. A certificate shows past service only.").format(
					frappe.format(self.to_date, "Date")
				),
				CertificateError,
				title=_("Time Period"),
			)

	def before_submit(self) -> None:
		certificates.issue(self)

	def on_submit(self) -> None:
		certificates.mark_replaced(self)

	def before_update_after_submit(self) -> None:
		self.validate_guarded()

	def before_cancel(self) -> None:
		frappe.throw(
			_("A certificate is not cancelled. Revoke it, with a reason: it stays on file as revoked."),
			CertificateStatusError,
			title=_("Not Allowed"),
		)

	def db_set(self, fieldname, value=None, *args, **kwargs):
		certificates.check_db_set(self, fieldname if isinstance(fieldname, dict) else (fieldname,))
		return super().db_set(fieldname, value, *args, **kwargs)

	def why_kept(self) -> str | None:
		if not self.docstatus:
			return None
		return _("The certificate {0} was issued and must be kept. Revoke it instead.").format(
			self.certificate_no
		)


def on_doctype_update() -> None:
	"""Indexes for the certificates of a volunteer and for the scope's lists."""
	frappe.db.add_index("Service Certificate", ["volunteer", "issued_on"], "volunteer_issued")
