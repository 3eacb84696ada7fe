"""The stock of linked rewards, as the ERP counts it: what ``time_bank/services/rewards/stock.py`` calls.

Where a reward is linked to a stock item, the ERP's stock is the truth and ``stock_qty`` only its mirror, for
lists; held pieces are counted by us in either case. Lock order: our Reward Item first, then the ERP's rows.
"""

import frappe
from frappe import _
from frappe.utils import cint, flt

from volunteer_services.exceptions import RewardStockError
from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.foundation.database.savepoint import undone_on_error
from volunteer_services.integrations.erpnext import entries, is_here
from volunteer_services.integrations.erpnext.fields import REDEMPTION
from volunteer_services.integrations.erpnext.places import StockPlace, place_of, reward, warehouse_of
from volunteer_services.integrations.erpnext.remarks import joined

STOCK_ENTRY, RETURN_ENTRY = "erpnext_stock_entry", "erpnext_return_entry"
_QTY = "select `actual_qty` from `tabBin` where `item_code` = %(item)s and `warehouse` = %(warehouse)s"
_LOCKED_QTY = f"{_QTY} for update"


def is_linked(item) -> bool:
	"""Whether the ERP counts the stock of this Reward Item (a document, or its name).

	A service may be linked to an ERP item that keeps no stock: the ERP counts nothing of it.
	"""
	code = reward(item).erpnext_item
	return bool(code) and bool(frappe.db.get_value("Item", code, "is_stock_item"))


def actual_qty(item, *, lock: bool = False) -> int:
	"""Whole pieces of a linked reward in its warehouse; 0 where it has none.

	With ``lock`` the ERP's row is read as last committed and stays locked until the transaction ends: whoever
	promises a piece must not go by an earlier snapshot.
	"""
	values = reward(item)
	warehouse = warehouse_of(values)
	if not (values.erpnext_item and warehouse):
		return 0
	rows = frappe.db.sql(_LOCKED_QTY if lock else _QTY, {"item": values.erpnext_item, "warehouse": warehouse})
	return int(sum(flt(qty) for (qty,) in rows) // 1)


def issue(redemption) -> None:
	"""Make and submit the Material Issue of a redemption that is handed over, and note it there.

	``redemption``: the document; its state is the caller's business. Raises ERPNext's own error (negative or
	frozen stock, closed period, missing account), RewardStockError, ErpLinkError; then nothing was written.
	"""
	_check_right(redemption)
	if redemption.get(STOCK_ENTRY):
		return
	place = place_of(redemption.reward_item, redemption.site)
	with undone_on_error():
		entry = entries.post(
			entries.ISSUE,
			place,
			cint(redemption.qty),
			remarks=_remarks(redemption, _("Handed over by {0}.")),
			**{REDEMPTION: redemption.name},
		)
		_check_not_negative(place, redemption)
	_note(redemption, STOCK_ENTRY, entry.name)
	_tell(redemption, _("The ERP issued it by {0}.").format(entry.name))
	mirror([redemption.reward_item])


def take_back(redemption) -> None:
	"""Bring the stock of a redemption back: cancel its Stock Entry.

	Where the ERP does not let it go (closed period, frozen stock, a later stocktaking), a Material Receipt at
	the value of the issue is made today, and noted as the return entry. Harmless when repeated. Raises
	ERPNext's own error when neither is possible.
	"""
	_check_right(redemption)
	issued = redemption.get(STOCK_ENTRY)
	if redemption.get(RETURN_ENTRY):
		return
	docstatus = frappe.db.get_value("Stock Entry", issued, "docstatus") if issued else None
	if docstatus == 2:
		return
	refusal = _cancel(issued) if docstatus == 1 else _("It was issued without the ERP.")
	if not refusal:
		_tell(redemption, _("The ERP took it back: {0} was cancelled.").format(issued))
	else:
		entry = _receive_back(redemption, issued)
		_note(redemption, RETURN_ENTRY, entry.name)
		_tell(
			redemption,
			_("The ERP took it back by {0}; {1} stands, because: {2}").format(
				entry.name, issued or "—", refusal
			),
		)
	mirror([redemption.reward_item])


def mirror(items: list[str] | None = None) -> None:
	"""Write the ERP's stock of linked rewards (default: all) into their ``stock_qty``."""
	if not is_here():
		return
	rows = frappe.db.sql(
		"""select r.`name`, r.`stock_qty`, coalesce(sum(b.`actual_qty`), 0) from `tabReward Item` r
		inner join `tabItem` i on i.`name` = r.`erpnext_item` and i.`is_stock_item` = 1
		left join `tabService Site` s on s.`name` = r.`site`
		left join `tabBin` b on b.`item_code` = r.`erpnext_item`
			and b.`warehouse` = coalesce(nullif(r.`erpnext_warehouse`, ''), s.`erpnext_warehouse`)
		where (%(all)s = 1 or r.`name` in %(items)s) group by r.`name`, r.`stock_qty` order by r.`name`""",
		{"all": int(items is None), "items": tuple(items or [""])},
	)
	changed = {
		name: {"stock_qty": max(0, int(flt(qty) // 1))}
		for name, before, qty in rows
		if cint(before) != max(0, int(flt(qty) // 1))
	}
	if changed:
		update_each("Reward Item", changed)
		for name in changed:
			frappe.clear_document_cache("Reward Item", name)


def mirror_all() -> None:
	"""Hourly: purchases, gifts and stocktakings in the ERP show in the list of rewards."""
	mirror()


# --- inside -------------------------------------------------------------------------------------------------


def _check_right(redemption) -> None:
	"""Passing by the ERP's permissions rests on the user's right on the redemption, within the scope."""
	if not redemption.flags.ignore_permissions and not redemption.flags.system_transition:
		redemption.check_permission("write")


def _check_not_negative(place: StockPlace, redemption) -> None:
	"""A site may allow negative stock in the ERP; rewards are never handed out that are not there."""
	qty = frappe.db.get_value(
		"Bin", {"item_code": place.item_code, "warehouse": place.warehouse}, "actual_qty"
	)
	if flt(qty) < 0:
		frappe.throw(
			_("There are only {0} of {1} left in {2}. Nothing was handed out.").format(
				max(0, int(flt(qty) + cint(redemption.qty))),
				redemption.item_title or place.item_code,
				place.warehouse,
			),
			RewardStockError,
			title=_("Stock"),
		)


def _cancel(entry: str) -> str | None:
	"""Cancel; returns why the ERP refused, or None."""
	heard = len(frappe.local.message_log)
	try:
		entries.cancel(entry)
	except frappe.ValidationError as refused:
		del frappe.local.message_log[heard:]
		return frappe.utils.strip_html(str(refused)) or type(refused).__name__
	return None


def _receive_back(redemption, issued: str | None):
	place, rate = _place_and_rate(redemption, issued)
	return entries.post(
		entries.RECEIPT,
		place,
		cint(redemption.qty),
		rate=rate,
		remarks=_remarks(redemption, _("Taken back by {0}.")),
		**{REDEMPTION: redemption.name},
	)


def _place_and_rate(redemption, issued: str | None) -> tuple[StockPlace, float]:
	"""Where the pieces came from and at what value; what was issued without the ERP has today's value."""
	row = frappe.db.get_value(
		"Stock Entry Detail",
		{"parent": issued or "", "parenttype": "Stock Entry"},
		["item_code", "s_warehouse", "cost_center", "basic_rate"],
		as_dict=True,
	)
	if row:
		company = frappe.db.get_value("Stock Entry", issued, "company")
		return StockPlace(row.item_code, row.s_warehouse, company, row.cost_center), flt(row.basic_rate)
	place = place_of(redemption.reward_item, redemption.site)
	bin_of = {"item_code": place.item_code, "warehouse": place.warehouse}
	return place, flt(frappe.db.get_value("Bin", bin_of, "valuation_rate"))


def _remarks(redemption, who: str) -> str:
	"""Names the volunteer by number only: readers of the ERP's stock have no right on the registry."""
	what = _("Reward redemption {0}: {1} × {2} for the volunteer {3}.").format(
		redemption.name, redemption.item_title or redemption.reward_item, redemption.qty, redemption.volunteer
	)
	return joined(what, who.format(frappe.session.user))


def _note(redemption, field: str, entry: str) -> None:
	"""Kept at once, also while the document itself is being saved."""
	redemption.set(field, entry)
	if not redemption.is_new():
		frappe.db.set_value("Reward Redemption", redemption.name, field, entry, update_modified=False)


def _tell(redemption, text: str) -> None:
	redemption.add_comment("Info", text)
