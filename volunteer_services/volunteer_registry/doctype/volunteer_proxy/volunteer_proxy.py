from frappe.model.document import Document


class VolunteerProxy(Document):
	pass
