from frappe.model.document import Document


class VolunteerProjectPost(Document):
	pass
