from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class SiteVisitExpert(GuardedRow, Document):
	"""Somebody who came along on a visit."""
