from frappe.model.document import Document


class ServiceSkill(Document):
	pass
