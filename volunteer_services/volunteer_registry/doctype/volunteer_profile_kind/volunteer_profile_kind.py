from frappe.model.document import Document


class VolunteerProfileKind(Document):
	pass
