from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class ServiceActivityParticipant(GuardedRow, Document):
	# The paste says why a line is doubtful.
	entered_read_only = frozenset({"problem"})
