"""A group 团体报名 that takes places under one responsible person; its people are named later. Written by
services/together and by nothing else."""

import frappe
from frappe import _
from frappe.model.document import Document

from volunteer_services.exceptions import SignUpError
from volunteer_services.foundation.database.names import random_name
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument


class GroupSignUp(ScopedDocument, GuardedDocument, Document):
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
			_("A group is signed up on the activity or the own page, and its places are counted there."),
			SignUpError,
			title=_("Group Sign-up"),
		)


def on_doctype_update() -> None:
	"""The groups of a shift, and those whose places are given back."""
	frappe.db.add_index("Group Sign Up", ["status", "starts_on"], "status_starts")
