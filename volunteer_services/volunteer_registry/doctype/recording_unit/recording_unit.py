from frappe.model.document import Document


class RecordingUnit(Document):
	pass
