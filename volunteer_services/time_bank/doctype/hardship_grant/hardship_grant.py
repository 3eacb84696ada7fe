from frappe.model.document import Document


class HardshipGrant(Document):
	"""TODO"""
