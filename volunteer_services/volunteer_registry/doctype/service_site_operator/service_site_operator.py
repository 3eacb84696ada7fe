from frappe.model.document import Document


class ServiceSiteOperator(Document):
	pass
