from frappe.model.document import Document


class VolunteerPlatformNumber(Document):
	pass
