"""A sign-up 报名: one person for one shift. Its states are moved by services/signing and by nothing else."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import SignUpError
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.volunteer_projects.services import posts
from volunteer_services.volunteer_projects.services.signing import access, enter


class ActivitySignUp(ScopedDocument, GuardedDocument, Document):
	stamped = frozenset({"activity", "shift", "volunteer"})

	def autoname(self) -> None:
		self.name = random_name()

	def validate(self) -> None:
		if self.is_new() and not self.flags.is_placed:
			access.check(self.activity, self.volunteer)
			enter.fill(self, enter.Ask(self.volunteer, self.post or ""))
		elif self.post and self.has_value_changed("post"):
			posts.known(self.post, frappe.db.get_value("Service Activity", self.activity, "project"))
		self.check_scope()

	def after_insert(self) -> None:
		if not self.flags.is_placed:
			enter.follow(self)

	def on_trash(self) -> None:
		frappe.throw(
			_("A sign-up is kept. Let {0} withdraw, or remove the sign-up with a reason.").format(
				self.volunteer_name
			),
			SignUpError,
			title=_("Sign-up"),
		)


def on_doctype_update() -> None:
	"""One sign-up a person and shift; the queue, a person's times, and the offers that lapse by an index."""
	frappe.db.add_unique("Activity Sign Up", ["activity", "shift", "volunteer"], "activity_shift_volunteer")
	frappe.db.add_index("Activity Sign Up", ["shift", "status", "queue_no"], "shift_status_queue")
	frappe.db.add_index("Activity Sign Up", ["volunteer", "starts_on"], "volunteer_starts")
	frappe.db.add_index("Activity Sign Up", ["status", "offered_until"], "status_offered")
