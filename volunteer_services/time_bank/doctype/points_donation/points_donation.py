from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument, was_decided
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.time_bank.services.giving import donations


class PointsDonation(KeptDocument, ScopedDocument, GuardedDocument, Document):
	"""积分捐赠: a volunteer or a team gives points to a person or to the public pool [S4]."""

	def before_insert(self) -> None:
		self.cancel_reason = None
		if not self.flags.ignore_permissions:
			self.request_id = None  # names a request of the volunteer's own page

	def validate(self) -> None:
		self.donated_on = self.certificate_no = self.verification_code = None
		donations.fill(self)
		donations.check(self)
		self.check_scope()

	def before_submit(self) -> None:
		donations.check_proof(self)
		donations.seal(self)

	def on_submit(self) -> None:
		donations.carry_out(self)

	def before_cancel(self) -> None:
		donations.check_canceller(self)
		donations.check_reason(self)

	def on_cancel(self) -> None:
		donations.take_back(self)

	def why_kept(self) -> str | None:
		return was_decided(self) if self.docstatus else None
