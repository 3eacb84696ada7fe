from frappe.model.document import Document


class TeamMembership(Document):
	pass
