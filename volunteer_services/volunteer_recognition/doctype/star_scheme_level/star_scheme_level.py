from frappe.model.document import Document


class StarSchemeLevel(Document):
	pass
