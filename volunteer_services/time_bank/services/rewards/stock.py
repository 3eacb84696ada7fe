"""The stock of rewards: what is there, what is held for redemptions, and its way in and out (invariant 4).

Without ERPNext an item counts its own stock. Where ERPNext is installed and the item is linked to one of its
Items, that stock is the truth: ``erp()`` is the seam, nothing else in the time bank knows of it. What is held
is always counted here. Callers lock the item's row first (``locked``), after the volunteer and the accounts.
"""

from types import ModuleType

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.exceptions import ReasonRequiredError, RewardStockError
from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.foundation.database.cache import forget
from volunteer_services.foundation.rules import enforce
from volunteer_services.time_bank.domain import redemption as rules

ITEM = "Reward Item"
ERP_LINK = "erpnext_item"
ERP_ENTRIES = ("erpnext_stock_entry", "erpnext_return_entry")
"""Of a redemption: written by the bridge only, which cancels what they name."""
_ERP_MODULE = "volunteer_services.integrations.erpnext.stock"


def erp() -> ModuleType | None:
	"""The bridge to ERPNext's stock, or None where ERPNext is not installed."""
	return frappe.get_module(_ERP_MODULE) if "erpnext" in frappe.get_installed_apps() else None


def erp_for(item) -> ModuleType | None:
	"""The bridge for an item (document or row) whose stock ERPNext counts."""
	bridge = erp() if item.get(ERP_LINK) else None
	return bridge if bridge and bridge.is_linked(item) else None


def locked(item: str) -> frappe._dict:
	"""The item's row as it stands now, locked until the transaction ends. Raises DoesNotExistError."""
	rows = frappe.db.sql("select * from `tabReward Item` where `name` = %s for update", (item,), as_dict=True)
	if not rows:
		frappe.throw(
			_("There is no reward {0}. Choose one of the catalogue.").format(item), frappe.DoesNotExistError
		)
	return rows[0]


def on_hand(item, *, lock: bool = False) -> int | None:
	"""Pieces of an item (document or row) that are there, held ones included; None: it never runs out.

	``lock``: for who promises a piece; the ERP's row is read as it stands now, and stays locked.
	"""
	if bridge := erp_for(item):
		return cint(bridge.actual_qty(item, lock=lock))
	return cint(item.stock_qty) if cint(item.has_stock) else None


def available(item) -> int | None:
	"""Pieces of an item (name, document or row) that can be requested; None: it never runs out."""
	if isinstance(item, str):
		item = frappe.get_doc(ITEM, item)
	there = on_hand(item)
	return None if there is None else max(0, there - cint(item.held_qty))


def check(row, qty: int) -> None:
	"""Raise RewardStockError unless ``qty`` more of the item, whose row is locked, can be held."""
	there = on_hand(row, lock=True)
	if there is not None:
		with enforce(RewardStockError, _("Stock of Rewards")):
			rules.check_stock(row.item_title, there, cint(row.held_qty), qty)


def hold(row, qty: int) -> None:
	"""Keep pieces of the item, whose row is locked, for a redemption. Raises RewardStockError."""
	check(row, qty)
	_write(row, held_qty=cint(row.held_qty) + qty)


def release(row, qty: int) -> None:
	"""Let pieces go that were kept of the item, whose row is locked."""
	if cint(row.held_qty) < qty:
		_refuse(
			_(
				"{0} of {1} are held, {2} were to be released. Tell the manager: the sums are not right."
			).format(cint(row.held_qty), row.item_title, qty)
		)
	_write(row, held_qty=cint(row.held_qty) - qty)


def issue(redemption, row) -> None:
	"""Hand out what was held for a redemption of the item, whose row is locked. Raises RewardStockError, or
	the ERP's own error."""
	qty = cint(redemption.qty)
	release(row, qty)
	if bridge := erp_for(row):
		bridge.issue(redemption)
	elif cint(row.has_stock):
		if cint(row.stock_qty) < qty:
			_refuse(
				_("{0} of {1} are in stock, {2} are to be handed out. Correct the stock first.").format(
					cint(row.stock_qty), row.item_title, qty
				)
			)
		_write(row, stock_qty=cint(row.stock_qty) - qty)


def take_back(redemption, row) -> None:
	"""Take what was handed out back into stock of the item, whose row is locked. Raises the ERP's own
	error."""
	if bridge := erp_for(row):
		bridge.take_back(redemption)
	elif cint(row.has_stock):
		_write(row, stock_qty=cint(row.stock_qty) + cint(redemption.qty))


def receive(item: str, qty: int, remark: str | None = None) -> int:
	"""Add pieces that came in; returns the stock. Raises RewardStockError, PermissionError."""
	doc, row = _for_writing(item)
	if qty < 1:
		_refuse(_("{0} pieces cannot come in. Enter a whole number from 1 upwards.").format(qty))
	stock = cint(row.stock_qty) + qty
	_write(row, stock_qty=stock)
	text = _("{0} pieces were received; {1} are in stock.").format(qty, stock)
	doc.add_comment("Info", " ".join(filter(None, (text, frappe.utils.escape_html(cstr(remark).strip())))))
	return stock


def correct(item: str, counted: int, expected: int, reason: str) -> int:
	"""Set the stock to what was counted, held pieces included; returns it.

	``expected``: the stock that the person saw; when it changed meanwhile, the count is worth nothing.
	Raises RewardStockError, ReasonRequiredError, PermissionError.
	"""
	doc, row = _for_writing(item)
	if not cstr(reason).strip():
		frappe.throw(_("Say why the stock is corrected."), ReasonRequiredError, title=_("Reason Missing"))
	if cint(row.stock_qty) != expected:
		_refuse(
			_("The stock is {0} by now, no longer {1}. Count again.").format(cint(row.stock_qty), expected)
		)
	check_not_below_held(counted, row)
	_write(row, stock_qty=counted)
	doc.add_comment(
		"Info",
		_("The stock was corrected from {0} to {1}: {2}").format(
			expected, counted, frappe.utils.escape_html(reason.strip())
		),
	)
	return counted


def check_not_below_held(stock: int, row) -> None:
	"""Raise RewardStockError when a stock would be negative or less than what is held of it."""
	with enforce(RewardStockError, _("Stock of Rewards")):
		if stock < 0:
			raise rules.errors.RewardLimitError(stock)
		if stock < cint(row.held_qty):
			raise rules.errors.HeldStockError(stock, cint(row.held_qty))


def _for_writing(item: str):
	"""The item and its locked row, where its stock is counted here and the user may write it."""
	doc = frappe.get_doc(ITEM, item)
	doc.check_permission("write")
	row = locked(item)
	if erp_for(row):
		_refuse(_("The stock of {0} is kept by the ERP: enter it there.").format(row.item_title))
	if not cint(row.has_stock):
		_refuse(
			_("The stock of {0} is not counted. Tick it in the form before you enter one.").format(
				row.item_title
			)
		)
	return doc, row


def _write(row, **values: int) -> None:
	"""Store the sums of a locked row; it goes on as the row that stands there now."""
	update_each(ITEM, {row.name: values})
	forget(ITEM, [row.name])
	row.update(values)


def _refuse(message: str) -> None:
	frappe.throw(message, RewardStockError, title=_("Stock of Rewards"))
