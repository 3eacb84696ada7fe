from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.time_bank.services.books.documents import LedgerDocument


class PointsAccount(LedgerDocument, GuardedDocument, Document):
	"""The points of a volunteer, a team, the public pool, or of those who issue and honour points.

	``balance`` is the sum of the account's entries (invariant 3); ``held`` is kept for redemptions.
	"""
