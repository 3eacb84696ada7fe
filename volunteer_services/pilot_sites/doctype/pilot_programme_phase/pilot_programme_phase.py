from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class PilotProgrammePhase(GuardedRow, Document):
	"""A phase of a programme; phases may overlap."""
