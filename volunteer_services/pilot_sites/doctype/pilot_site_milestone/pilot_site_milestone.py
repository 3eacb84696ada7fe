from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class PilotSiteMilestone(GuardedRow, Document):
	"""What a pilot site must have done by a day, made from a phase of its programme."""
