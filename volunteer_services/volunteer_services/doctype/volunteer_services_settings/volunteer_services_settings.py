from frappe.model.document import Document


class VolunteerServicesSettings(Document):
	pass
