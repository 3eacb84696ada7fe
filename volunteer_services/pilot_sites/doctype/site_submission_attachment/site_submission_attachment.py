from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class SiteSubmissionAttachment(GuardedRow, Document):
	"""A picture or document that belongs to a submission."""
