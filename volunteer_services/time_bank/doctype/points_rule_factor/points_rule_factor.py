from frappe.model.document import Document


class PointsRuleFactor(Document):
	"""How much of the time counts for service with this rating."""
