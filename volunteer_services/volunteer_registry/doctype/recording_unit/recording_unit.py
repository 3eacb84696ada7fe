import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import ContactError, RecordingUnitError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.rules import enforce
from volunteer_services.volunteer_registry.domain.contact import normalise_credit_code


class RecordingUnit(KeptDocument, GuardedDocument, Document):
	"""记录单位: the lawful body that records and issues certificates (谁记录谁证明)."""

	def validate(self) -> None:
		self.validate_credit_code()
		self.validate_successor()

	def validate_credit_code(self) -> None:
		if self.is_new() or self.has_value_changed("credit_code"):
			with enforce(ContactError, _("Credit Code")):
				self.credit_code = normalise_credit_code(self.credit_code or "")

	def validate_successor(self) -> None:
		"""A successor may continue the records; a chain of successors must not lead back."""
		seen, unit = {self.name}, self.successor
		while unit:
			if unit in seen:
				frappe.throw(
					_("{0} cannot be its own successor, directly or through others.").format(self.unit_name),
					RecordingUnitError,
					title=_("Successor"),
				)
			seen.add(unit)
			unit = frappe.db.get_value("Recording Unit", unit, "successor")
