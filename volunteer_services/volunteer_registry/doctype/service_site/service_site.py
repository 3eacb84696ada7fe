import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import OutOfScopeError, SiteOperatorError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope import appointments
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_registry.services import sites


class ServiceSite(KeptDocument, ScopedDocument, GuardedDocument, Document):
	"""A station (站点/阵地); the bodies that ran it follow one another, records stay with who recorded
	them."""

	def validate(self) -> None:
		self.keep_state()
		self.validate_areas()
		self.validate_new_areas()
		self.validate_operators()
		self.check_scope()

	def keep_state(self) -> None:
		"""Assessments and visits write these (``services/compliance``, ``pilot_sites.services.visits``),
		nobody by hand."""
		before = self.get_doc_before_save()
		for field in ("compliance_state", "certified_until", "last_assessment", "last_visited_on"):
			default = "Not Assessed" if field == "compliance_state" else None
			self.set(field, before.get(field) if before else default)

	def validate_areas(self) -> None:
		regions = [row.region for row in self.service_areas]
		for region in regions:
			if regions.count(region) > 1:
				frappe.throw(
					_("The region {0} stands twice among the service areas. Remove one row.").format(region),
					SiteOperatorError,
					title=_("Region Twice"),
				)

	def validate_new_areas(self) -> None:
		"""A site's areas open the files of those who live there: who adds one must be appointed over it."""
		before = self.get_doc_before_save()
		had = {row.region for row in before.service_areas} if before else set()
		if self.flags.ignore_permissions or frappe.flags.in_install:
			return
		for region in {row.region for row in self.service_areas} - had:
			if not appointments.reaches("Service Region", region):
				message = _(
					"The region {0} lies outside your appointments: its officer adds it to the site."
				).format(region)
				frappe.throw(message, OutOfScopeError, title=_("Outside Your Scope"))

	def validate_operators(self) -> None:
		sites.check_terms(self.operators)
