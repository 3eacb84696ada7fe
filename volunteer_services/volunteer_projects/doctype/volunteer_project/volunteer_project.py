from frappe.model.document import Document


class VolunteerProject(Document):
	pass
