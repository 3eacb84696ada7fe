from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class RecipientNeedSkill(GuardedRow, Document):
	pass
