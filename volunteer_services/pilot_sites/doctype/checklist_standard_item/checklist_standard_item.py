from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class ChecklistStandardItem(GuardedRow, Document):
	"""One line of a checklist: what a site must have, and what proves it."""
