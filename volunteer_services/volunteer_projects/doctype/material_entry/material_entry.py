"""An entry about materials 物资登记: handed out, brought back or missing. Added by services/materials, never
changed; a correction is an entry of its own."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import MaterialError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument


class MaterialEntry(ScopedDocument, GuardedDocument, Document):
	def before_insert(self) -> None:
		self._refuse()

	def validate(self) -> None:
		self._refuse()

	def db_set(self, *args, **kwargs) -> None:
		self._refuse()

	def before_rename(self, *args, **kwargs) -> None:
		self._refuse()

	def on_trash(self) -> None:
		self._refuse()

	def _refuse(self) -> None:
		frappe.throw(
			_(
				"Materials are handed out and come back on the form of the activity; what was noted stays. "
				"Correct an entry by its button: that adds the opposite entry."
			),
			MaterialError,
			title=_("Activity Materials"),
		)


def on_doctype_update() -> None:
	"""What a person or an activity still has out, what somebody has of a material; one correction each."""
	frappe.db.add_index("Material Entry", ["volunteer", "still_out"], "volunteer_out")
	frappe.db.add_index("Material Entry", ["activity", "still_out"], "activity_out")
	frappe.db.add_index("Material Entry", ["still_out", "happened_at"], "out_since")
	frappe.db.add_index("Material Entry", ["material", "volunteer"], "material_volunteer")
	frappe.db.add_unique("Material Entry", ["reversal_of"], "reversal_once")
