from frappe.model.document import Document


class VolunteerSpecialDay(Document):
	pass
