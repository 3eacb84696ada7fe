from frappe.model.document import Document


class StarAward(Document):
	pass
