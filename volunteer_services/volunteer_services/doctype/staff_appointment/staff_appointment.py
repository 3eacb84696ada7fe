import frappe
from frappe.model.document import Document

from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope import appointments


class StaffAppointment(GuardedDocument, Document):
	"""Which region, site or team a user looks after, in which role and for which term."""

	def validate(self) -> None:
		self.validate_fit()
		self.validate_term()
		self.validate_authority()

	def validate_fit(self) -> None:
		appointments.check_fit(self)

	def validate_term(self) -> None:
		if not self.flags.from_membership:
			appointments.check_term(self)

	def validate_authority(self) -> None:
		"""Both what it was and what it becomes must be the officer's to give."""
		if self.flags.ignore_permissions:
			return
		before = self.get_doc_before_save()
		for row in filter(None, (before, self)):
			appointments.check_authority(row)

	def on_update(self) -> None:
		before = self.get_doc_before_save()
		for user in {row.user for row in filter(None, (before, self))}:
			appointments.sync_roles(user)

	def on_trash(self) -> None:
		if not self.flags.ignore_permissions:
			appointments.check_authority(self)
		appointments.forget(self)


def on_doctype_update() -> None:
	frappe.db.add_index("Staff Appointment", ["to_date"])
