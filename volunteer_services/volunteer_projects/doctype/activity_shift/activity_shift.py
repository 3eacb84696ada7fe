"""A shift 班次 of an activity: some hours, a post, so many places."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import ActivityError
from volunteer_services.foundation.documents.derived import DerivedColumns
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.signing import changed
from volunteer_services.volunteer_registry.services import visitors


class ActivityShift(ScopedDocument, GuardedDocument, DerivedColumns, Document):
	stamped = frozenset({"activity"})
	# Written under the shift's lock by those who sign up.
	derived_columns = frozenset({"places_taken", "waiting_count", "last_number"})
	activity_row: frappe._dict

	def validate(self) -> None:
		shifts.fill(self)
		shifts.check(self)
		self.check_leader()
		self.check_scope()
		if self.is_new():
			shifts.replace_whole(self)

	def check_leader(self) -> None:
		"""Whoever leads the shift is somebody whom the user sees, or has looked up."""
		if self.has_value_changed("shift_leader") and not self.flags.ignore_permissions:
			visitors.refuse_unknown([self.shift_leader])

	def on_update(self) -> None:
		changed.follow(self)

	def on_trash(self) -> None:
		if shifts.expected(self.name):
			frappe.throw(
				_("People have signed up for {0}. Let them withdraw, or call the activity off.").format(
					self.shift_title
				),
				ActivityError,
				title=_("Shift"),
			)
		shifts.forget(self.name)


def on_doctype_update() -> None:
	"""The shifts to come, the soonest first, as pages list them."""
	frappe.db.add_index("Activity Shift", ["starts_on"])
