from frappe.model.document import Document


class StarScheme(Document):
	pass
