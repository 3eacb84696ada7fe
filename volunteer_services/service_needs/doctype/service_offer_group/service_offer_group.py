from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class ServiceOfferGroup(GuardedRow, Document):
	pass
