from frappe.model.document import Document


class ChecklistStandardItem(Document):
	"""One line of a checklist: what a site must have, and what proves it."""
