from frappe.model.document import Document


class SiteSubmissionAttachment(Document):
	"""A picture or document that belongs to a submission."""
