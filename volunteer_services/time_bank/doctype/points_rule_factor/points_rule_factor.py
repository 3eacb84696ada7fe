from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class PointsRuleFactor(GuardedRow, Document):
	"""How much of the time counts for service with this rating."""
