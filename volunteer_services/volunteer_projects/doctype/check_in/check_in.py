"""A check-in or check-out 签到签退: an event that was seen, added by services/presence and never changed."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import CheckInError
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument


class CheckIn(ScopedDocument, GuardedDocument, Document):
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
				"Check-ins are noted where people check in, and never changed. "
				"The list of participants has the last word: set it right there."
			),
			CheckInError,
			title=_("Check-in"),
		)


def on_doctype_update() -> None:
	"""The events of a sign-up in their order, who is still in, and what a phone has sent once."""
	frappe.db.add_index("Check In", ["sign_up", "happened_at"], "sign_up_happened")
	frappe.db.add_index("Check In", ["volunteer", "happened_at"], "volunteer_happened")
	frappe.db.add_index("Check In", ["is_open", "volunteer"], "open_volunteer")
	frappe.db.add_unique("Check In", ["offline_id"], "offline_id_once")
