from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class PilotProgrammeSubmission(GuardedRow, Document):
	"""How many submissions of a kind a programme wants of each site in a year."""
