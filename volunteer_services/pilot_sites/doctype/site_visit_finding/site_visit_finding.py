from frappe.model.document import Document


class SiteVisitFinding(Document):
	"""What a visit found; open until somebody closes it."""
