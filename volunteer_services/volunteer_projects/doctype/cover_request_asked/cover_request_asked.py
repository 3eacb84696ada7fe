import frappe
from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class CoverRequestAsked(GuardedRow, Document):
	pass


def on_doctype_update() -> None:
	"""When somebody was last asked."""
	frappe.db.add_index("Cover Request Asked", ["volunteer", "asked_on"], "volunteer_asked")
