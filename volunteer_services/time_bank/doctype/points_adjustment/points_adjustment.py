from frappe.model.document import Document


class PointsAdjustment(Document):
	"""TODO"""
