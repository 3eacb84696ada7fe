from frappe.model.document import Document


class ServiceSite(Document):
	pass
