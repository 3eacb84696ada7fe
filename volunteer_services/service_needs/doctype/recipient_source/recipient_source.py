from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class RecipientSource(GuardedRow, Document):
	pass
