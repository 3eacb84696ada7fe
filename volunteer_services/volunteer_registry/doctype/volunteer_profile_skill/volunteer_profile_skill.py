from frappe.model.document import Document


class VolunteerProfileSkill(Document):
	pass
