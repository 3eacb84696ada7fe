from frappe.model.document import Document


class ServiceSiteArea(Document):
	pass
