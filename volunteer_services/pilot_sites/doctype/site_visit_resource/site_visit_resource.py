from frappe.model.document import Document


class SiteVisitResource(Document):
	"""What a site was given on a visit: books, a tutor, cases."""
