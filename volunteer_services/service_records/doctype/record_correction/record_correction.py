from frappe.model.document import Document


class RecordCorrection(Document):
	pass
