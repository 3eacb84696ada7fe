"""Documents that only the ledger writes, by SQL: nobody saves, changes, renames or deletes one."""

import frappe
from frappe import _

from volunteer_services.exceptions import LedgerError, RetentionError
from volunteer_services.foundation.documents.retention import in_the_ledger


class LedgerDocument:
	"""Mixin, to stand before Document among the bases (invariant 3)."""

	def before_insert(self) -> None:
		self.refuse()

	def validate(self) -> None:
		self.refuse()

	def db_insert(self, *args, **kwargs) -> None:
		self.refuse()

	def db_update(self, *args, **kwargs) -> None:
		self.refuse()

	def db_set(self, *args, **kwargs) -> None:
		self.refuse()

	def before_rename(self, *args, **kwargs) -> None:
		self.refuse()

	def on_trash(self) -> None:
		frappe.throw(in_the_ledger(self), RetentionError, title=_("Records Must Be Kept"))

	def refuse(self) -> None:
		"""Raise LedgerError with the way out."""
		frappe.throw(
			_(
				"The ledger of points is written by redemptions, donations, grants and adjustments only. "
				"Enter one of them; a mistake is set right by a new entry."
			),
			LedgerError,
			title=_("Points Ledger"),
		)
