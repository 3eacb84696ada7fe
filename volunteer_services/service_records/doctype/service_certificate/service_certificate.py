from frappe.model.document import Document


class ServiceCertificate(Document):
	pass
