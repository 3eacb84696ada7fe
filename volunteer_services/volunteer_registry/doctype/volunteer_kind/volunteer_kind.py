from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument


class VolunteerKind(GuardedDocument, Document):
	pass
