from frappe.model.document import Document


class SiteVisitExpert(Document):
	"""Somebody who came along on a visit."""
