from frappe.model.document import Document


class ServiceRegionStatistic(Document):
	pass
