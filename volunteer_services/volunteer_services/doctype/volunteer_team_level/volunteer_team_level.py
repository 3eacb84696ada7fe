from frappe.model.document import Document


class VolunteerTeamLevel(Document):
	pass
