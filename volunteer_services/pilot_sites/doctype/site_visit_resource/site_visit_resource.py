from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class SiteVisitResource(GuardedRow, Document):
	"""What a site was given on a visit: books, a tutor, cases."""
