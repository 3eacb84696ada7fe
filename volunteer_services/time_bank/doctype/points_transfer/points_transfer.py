from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.time_bank.services.books.documents import LedgerDocument


class PointsTransfer(LedgerDocument, GuardedDocument, Document):
	"""One transfer of points: its entries add up to zero. The key is the name, so it posts once."""
