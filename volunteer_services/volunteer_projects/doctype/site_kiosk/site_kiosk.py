"""A tablet that a site has opened for check-ins 签到机: opened, used and closed by services/kiosk."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import CheckInError
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument


class SiteKiosk(ScopedDocument, GuardedDocument, Document):
	def autoname(self) -> None:
		self.name = random_name()

	def before_insert(self) -> None:
		if not self.flags.by_service:
			self._refuse()

	def validate(self) -> None:
		if not self.is_new() or not self.flags.by_service:
			self._refuse()

	def db_set(self, *args, **kwargs) -> None:
		self._refuse()

	def before_rename(self, *args, **kwargs) -> None:
		self._refuse()

	def on_trash(self) -> None:
		self._refuse()

	def _refuse(self) -> None:
		frappe.throw(
			_("A kiosk is opened and closed by its buttons, and stays on the list."),
			CheckInError,
			title=_("Kiosk"),
		)
