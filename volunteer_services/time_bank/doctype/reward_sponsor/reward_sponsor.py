import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import ContactError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.house import house
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_registry.domain.contact import normalise_credit_code


class RewardSponsor(KeptDocument, ScopedDocument, GuardedDocument, Document):
	"""爱心企业、捐赠方: gives what volunteers redeem [S4]; points that were redeemed go to its account."""

	def validate(self) -> None:
		self.sponsor_name = " ".join((self.sponsor_name or "").split())
		if self.credit_code:
			with enforce(ContactError, _("Unified Social Credit Code")):
				self.credit_code = normalise_credit_code(self.credit_code)
		self.check_scope()

	def why_kept(self) -> str | None:
		"""Rewards and redemptions refer to it, and so do the books."""
		for doctype, column in house().references(self.doctype):
			if found := frappe.db.get_value(doctype, {column: self.name}, "name"):
				return _(
					"{0} is the sponsor of {1} {2} and must be kept. Set it to Inactive instead."
				).format(self.sponsor_name, _(doctype), found)
		return None
