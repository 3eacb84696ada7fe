from frappe.model.document import Document


class RewardItem(Document):
	"""TODO"""
