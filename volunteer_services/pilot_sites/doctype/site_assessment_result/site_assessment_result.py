from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class SiteAssessmentResult(GuardedRow, Document):
	"""The answer to one item of the checklist, with its evidence."""

	entered_read_only = frozenset({"item_code"})
