from frappe.model.document import Document


class PointsDonation(Document):
	"""TODO"""
