from frappe.model.document import Document


class VolunteerProfile(Document):
	pass
