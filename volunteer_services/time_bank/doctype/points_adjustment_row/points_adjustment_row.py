from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class PointsAdjustmentRow(GuardedRow, Document):
	"""Points of one volunteer in an adjustment."""
