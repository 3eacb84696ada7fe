import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from volunteer_services.exceptions import RewardStockError
from volunteer_services.foundation.documents.derived import DerivedColumns
from volunteer_services.foundation.documents.guarded import GuardedDocument
from volunteer_services.foundation.documents.retention import KeptDocument
from volunteer_services.foundation.scope.conditions import ScopedDocument
from volunteer_services.time_bank.services.rewards import catalogue, stock


class RewardItem(KeptDocument, ScopedDocument, DerivedColumns, GuardedDocument, Document):
	"""兑换项目 [S4]: goods or a service for points; never cash, and no price in money."""

	@property
	def derived_columns(self) -> frozenset[str]:
		"""Written by services.rewards.stock. The stock of a new item is entered with it; afterwards it
		changes by actions of its own, so that an open form brings no old stock back."""
		return frozenset({"held_qty"}) if self.is_new() else frozenset({"held_qty", "stock_qty"})

	def check_if_latest(self) -> None:
		"""Lock the item before it is read: a redemption that reads it waits, or is waited for."""
		if not self.is_new() and frappe.db.exists(self.doctype, self.name):
			self.flags.locked_row = stock.locked(self.name)
		super().check_if_latest()

	def validate(self) -> None:
		before = self.get_doc_before_save()
		self.item_title = " ".join((self.item_title or "").split())
		self.validate_stock(before)
		catalogue.check_offer(self)
		catalogue.check_sponsor(self)
		if self.site:
			self.region = frappe.db.get_value("Service Site", self.site, "region")
		self.check_scope()

	def validate_stock(self, before) -> None:
		"""The stock of an item that is there does not change by saving it."""
		if before is None:
			self.held_qty = 0
			if not cint(self.has_stock):
				self.stock_qty = 0
			return
		row = self.flags.locked_row
		if cint(self.stock_qty) != cint(row.stock_qty):
			frappe.msgprint(
				_("The stock stays {0}: it changes by Receive Stock and Correct Stock only.").format(
					cint(row.stock_qty)
				),
				alert=True,
			)
		self.stock_qty, self.held_qty = cint(row.stock_qty), cint(row.held_qty)
		if cint(self.has_stock) and not cint(before.has_stock) and not stock.erp_for(self):
			stock.check_not_below_held(cint(self.stock_qty), row)

	def db_set(self, fieldname, value=None, *args, **kwargs):
		fields = set(fieldname) if isinstance(fieldname, dict) else {fieldname}
		if fields & {"stock_qty", "held_qty"}:
			frappe.throw(
				_("The stock of {0} changes by Receive Stock and Correct Stock only.").format(self.name),
				RewardStockError,
				title=_("Stock of Rewards"),
			)
		return super().db_set(fieldname, value, *args, **kwargs)

	def why_kept(self) -> str | None:
		"""What was redeemed once is withdrawn, not deleted."""
		found = frappe.db.get_value("Reward Redemption", {"reward_item": self.name}, "name")
		if not found:
			return None
		return _("{0} was redeemed ({1}) and must be kept. Set its status to Withdrawn instead.").format(
			self.item_title, found
		)


def on_doctype_update() -> None:
	"""The catalogue is browsed by status, kind and price."""
	frappe.db.add_index("Reward Item", ["status", "reward_type", "points_price"], "catalogue")
