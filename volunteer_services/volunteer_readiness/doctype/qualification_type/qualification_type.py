from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument


class QualificationType(KeptDocument, GuardedDocument, Document):
	"""A kind of certificate, and the skill and the course that it stands for."""
