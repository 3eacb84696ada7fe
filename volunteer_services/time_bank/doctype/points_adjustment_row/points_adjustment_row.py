from frappe.model.document import Document


class PointsAdjustmentRow(Document):
	"""Points of one volunteer in an adjustment."""
