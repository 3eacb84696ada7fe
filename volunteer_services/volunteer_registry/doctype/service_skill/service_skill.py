from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument


class ServiceSkill(GuardedDocument, Document):
	pass
