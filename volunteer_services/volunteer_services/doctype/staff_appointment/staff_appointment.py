from frappe.model.document import Document


class StaffAppointment(Document):
	pass
