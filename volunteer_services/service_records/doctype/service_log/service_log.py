from frappe.model.document import Document


class ServiceLog(Document):
	pass
