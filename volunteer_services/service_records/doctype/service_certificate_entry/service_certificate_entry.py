from frappe.model.document import Document


class ServiceCertificateEntry(Document):
	pass
