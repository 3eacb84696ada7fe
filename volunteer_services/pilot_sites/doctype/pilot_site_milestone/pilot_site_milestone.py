from frappe.model.document import Document


class PilotSiteMilestone(Document):
	"""What a pilot site must have done by a day, made from a phase of its programme."""
