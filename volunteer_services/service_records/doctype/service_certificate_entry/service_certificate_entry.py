from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedRow


class ServiceCertificateEntry(GuardedRow, Document):
	"""One service record as the certificate shows it: a copy, made by services/certificate_entries.py."""

	def get_invalid_links(self, is_submittable: bool = False):
		"""A record that was cancelled meanwhile is dropped or refused by the certificate itself."""
		invalid, cancelled = super().get_invalid_links(is_submittable)
		return invalid, [link for link in cancelled if link[0] != "service_log"]
