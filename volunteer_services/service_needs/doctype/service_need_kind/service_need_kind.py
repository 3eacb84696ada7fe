from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument


class ServiceNeedKind(GuardedDocument, Document):
	"""需求类别: data, so that a city names its own."""
