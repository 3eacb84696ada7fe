from frappe.model.document import Document


class VolunteerKind(Document):
	pass
