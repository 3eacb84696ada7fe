"""Stock Entries of rewards and materials: made and submitted for people without any right on the ERP's stock,
and guarded.

The elevation is narrow and leaves traces: only the permission check of the documents made here is passed by,
after the caller's right on our own document was checked; the ERP's own rules (negative stock, frozen stock,
closed period, missing account) hold as for everybody, and owner and comments name who did it.
"""

import frappe
from frappe import _
from frappe.utils import flt, getdate, nowdate

from volunteer_services.exceptions import ErpStockEntryError
from volunteer_services.foundation.database.savepoint import undone_on_error
from volunteer_services.integrations.erpnext.fields import MATERIAL, REDEMPTION, SPONSOR
from volunteer_services.integrations.erpnext.places import StockPlace

DOCTYPE = "Stock Entry"
ISSUE, RECEIPT, TRANSFER = "Material Issue", "Material Receipt", "Material Transfer"


def post(
	purpose: str,
	place: StockPlace,
	qty: int,
	*,
	rate=None,
	day=None,
	remarks: str = "",
	to_warehouse: str | None = None,
	**links,
):
	"""Make and submit a Stock Entry; returns it, or leaves nothing behind and raises ERPNext's own error.

	``rate``: the value of one piece of what comes in, in the company's currency; 0 is a value too. What goes
	out is valued by the ERP. ``day``: the posting date (default: now). ``links``: further fields, such as
	what it belongs to. ``to_warehouse``: where a transfer leads.
	"""
	row = {
		"item_code": place.item_code,
		"qty": qty,
		"t_warehouse" if purpose == RECEIPT else "s_warehouse": place.warehouse,
		"cost_center": place.cost_center,
	}
	if purpose == TRANSFER:
		row["t_warehouse"] = to_warehouse
	if purpose != RECEIPT:
		row["allow_zero_valuation_rate"] = 1  # a gift may have been taken in at no value
	elif flt(rate) > 0:
		row.update(basic_rate=flt(rate), set_basic_rate_manually=1)
	else:
		row["allow_zero_valuation_rate"] = 1
	doc = frappe.get_doc(
		{
			"doctype": DOCTYPE,
			"stock_entry_type": _entry_type(purpose),
			"purpose": purpose,
			"company": place.company,
			"remarks": remarks,
			"items": [row],
			**_posting(day),
			**links,
		}
	)
	_elevate(doc)
	with undone_on_error():
		doc.insert()
		doc.submit()
	return doc


def cancel(name: str) -> None:
	"""Cancel a Stock Entry of ours. Raises ERPNext's own error and leaves everything as it was."""
	doc = frappe.get_doc(DOCTYPE, name)
	_elevate(doc)
	with undone_on_error():
		doc.cancel()


# --- the guard: doc_events of Stock Entry ---------------------------------------------------------------


def validate(doc, method: str | None = None) -> None:
	"""Nobody claims a redemption or a gift by hand, and what was undone is not amended past it."""
	if doc.flags.by_reward_service:
		return
	before = doc.get_doc_before_save()
	for field in (REDEMPTION, SPONSOR, MATERIAL):
		if (doc.get(field) or None) != (before.get(field) if before else None):
			_refuse(
				_("{0} is filled in by the volunteer services only. Leave it empty.").format(
					frappe.bold(_(doc.meta.get_label(field)))
				)
			)
	if doc.amended_from and frappe.db.get_value(DOCTYPE, doc.amended_from, MATERIAL):
		_refuse(_("{0} belongs to materials of an activity and cannot be amended.").format(doc.amended_from))
	if doc.amended_from and (redemption := _redemption_of(doc.amended_from)):
		_refuse(
			_("{0} belongs to the reward redemption {1} and cannot be amended.").format(
				doc.amended_from, redemption
			)
		)


def before_cancel(doc, method: str | None = None) -> None:
	"""A redemption's entry goes with the redemption only."""
	redemption = doc.get(REDEMPTION)
	if doc.get(MATERIAL) and not doc.flags.by_reward_service:
		_refuse(
			_(
				"{0} belongs to the material {1} of an activity. Correct its entries there: that makes the "
				"opposite stock entry."
			).format(doc.name, doc.get(MATERIAL))
		)
	if redemption and not doc.flags.by_reward_service:
		_refuse(
			_(
				"{0} belongs to the reward redemption {1}. Take the redemption back there: that cancels this "
				"entry and returns the points."
			).format(doc.name, redemption)
		)


def on_cancel(doc, method: str | None = None) -> None:
	"""A gift that the ERP withdraws leaves a trace with its sponsor."""
	if doc.get(SPONSOR) and frappe.db.exists("Reward Sponsor", doc.get(SPONSOR)):
		frappe.get_doc("Reward Sponsor", doc.get(SPONSOR)).add_comment(
			"Info", _("The gift received by {0} was cancelled in the ERP.").format(doc.name)
		)


def dashboard(data: dict) -> dict:
	"""``override_doctype_dashboards``: a Stock Entry shows its redemption."""
	data.setdefault("non_standard_fieldnames", {})["Reward Redemption"] = "erpnext_stock_entry"
	data.setdefault("transactions", []).append({"label": _("Redemptions"), "items": ["Reward Redemption"]})
	return data


# --- inside -------------------------------------------------------------------------------------------------


def _elevate(doc) -> None:
	doc.flags.ignore_permissions = True
	doc.flags.by_reward_service = True


def _posting(day) -> dict:
	if not day or getdate(day) == getdate(nowdate()):
		return {}
	return {"set_posting_time": 1, "posting_date": getdate(day), "posting_time": "00:00:00"}


def _entry_type(purpose: str) -> str:
	"""The type of entry of this purpose: the one that ERPNext ships, else any."""
	if frappe.db.get_value("Stock Entry Type", purpose, "purpose") == purpose:
		return purpose
	return frappe.db.get_value("Stock Entry Type", {"purpose": purpose}, "name", order_by="name") or purpose


def _redemption_of(entry: str) -> str | None:
	return frappe.db.get_value(DOCTYPE, entry, REDEMPTION)


def _refuse(message: str):
	frappe.throw(message, ErpStockEntryError, title=_("Reward Redemption"))
