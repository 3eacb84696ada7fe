from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_readiness.services import covers


class VolunteerInsurancePolicy(KeptDocument, GuardedDocument, ScopedDocument, Document):
	"""保险单 [REG §17] [S4]: what an insurer covers, for whom, from when to when."""

	def validate(self) -> None:
		covers.check_policy(self)
		self.check_scope()
