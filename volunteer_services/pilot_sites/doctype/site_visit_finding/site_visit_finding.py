from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class SiteVisitFinding(GuardedRow, Document):
	"""What a visit found; open until somebody closes it."""
