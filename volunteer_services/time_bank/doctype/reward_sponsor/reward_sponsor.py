from frappe.model.document import Document


class RewardSponsor(Document):
	"""TODO"""
