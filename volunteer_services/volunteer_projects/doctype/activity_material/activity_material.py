"""A material 物资 on the list of an activity: what, how many are planned, whether it comes back.
What was handed out and came back is counted by services/materials."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from volunteer_services.exceptions import MaterialError
from volunteer_services.foundation.documents.derived import DerivedColumns
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_projects.services.materials import checks


class ActivityMaterial(ScopedDocument, GuardedDocument, DerivedColumns, Document):
	stamped = frozenset({"activity"})
	# Written under the material's lock by those who hand out and take back.
	derived_columns = frozenset({"handed_out", "brought_back", "damaged", "missing", "still_out"})

	def validate(self) -> None:
		self.material_name = cstr(self.material_name).strip()
		self.size_or_model = cstr(self.size_or_model).strip()
		checks.fill(self)
		self.check_scope()
		if self.is_new():
			checks.check_activity(self.activity)
		checks.check_once(self)
		checks.check_settled(self)

	def on_trash(self) -> None:
		if frappe.db.exists("Material Entry", {"material": self.name}):
			frappe.throw(
				_("{0} was handed out: it stays on the list with its entries.").format(self.material_name),
				MaterialError,
				title=_("Activity Materials"),
			)


def on_doctype_update() -> None:
	"""A material of one size stands once on the list of an activity."""
	frappe.db.add_unique(
		"Activity Material", ["activity", "material_name", "size_or_model"], "activity_material_once"
	)
