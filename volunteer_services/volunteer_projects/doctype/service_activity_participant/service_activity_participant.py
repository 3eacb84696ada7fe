from frappe.model.document import Document


class ServiceActivityParticipant(Document):
	pass
