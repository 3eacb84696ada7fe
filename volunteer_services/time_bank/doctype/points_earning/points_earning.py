from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.time_bank.services.books.documents import LedgerDocument


class PointsEarning(LedgerDocument, GuardedDocument, Document):
	"""What one service record has brought in points so far; written by services.earning.credits."""
