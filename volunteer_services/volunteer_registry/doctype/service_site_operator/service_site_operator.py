from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class ServiceSiteOperator(GuardedRow, Document):
	pass
