from frappe.model.document import Document


class SiteAssessmentResult(Document):
	"""The answer to one item of the checklist, with its evidence."""
