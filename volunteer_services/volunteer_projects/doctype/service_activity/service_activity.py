from frappe.model.document import Document


class ServiceActivity(Document):
	pass
