"""A sponsor's gift in kind, received into the ERP's stock with a value.

The value of the goods is an entry of the organisation's books; it is never set against points.
"""

import frappe
from frappe import _
from frappe.utils import cstr, flt, getdate, nowdate

from volunteer_services.exceptions import ErpLinkPermissionError, RewardGiftError
from volunteer_services.integrations.erpnext import entries, stock
from volunteer_services.integrations.erpnext.fields import SPONSOR
from volunteer_services.integrations.erpnext.places import (
	StockPlace,
	check_warehouse,
	company_of_site,
	place_of,
)
from volunteer_services.integrations.erpnext.remarks import joined


def receive(
	reward_item: str,
	qty: int,
	valuation_rate: float,
	day: str | None = None,
	warehouse: str | None = None,
	remark: str = "",
) -> str:
	"""Receive pieces of a linked reward as a Material Receipt; returns the Stock Entry's name.

	``valuation_rate``: the value of one piece in the company's currency, 0 for none. ``warehouse``: another
	than the reward's own, for those who may make Stock Entries themselves. Raises RewardGiftError,
	ErpLinkError, PermissionError, and ERPNext's own error.
	"""
	doc = frappe.get_doc("Reward Item", reward_item)
	doc.check_permission("write")
	_check(qty, valuation_rate, day)
	place = _place(doc, warehouse)
	links = {"supplier": _supplier(doc.sponsor)} if _supplier(doc.sponsor) else {}
	if doc.sponsor:
		links[SPONSOR] = doc.sponsor
	entry = entries.post(
		entries.RECEIPT,
		place,
		qty,
		rate=valuation_rate,
		day=day,
		remarks=_remarks(doc, qty, remark),
		**links,
	)
	_leave_traces(doc, qty, entry.name, remark)
	stock.mirror([doc.name])
	return entry.name


def _check(qty: int, valuation_rate: float, day: str | None) -> None:
	if qty < 1:
		_refuse(_("{0} pieces cannot be received. Enter a whole number from 1 upwards.").format(qty))
	if flt(valuation_rate) < 0:
		_refuse(_("The value {0} of one piece is below zero. Enter 0 if it has none.").format(valuation_rate))
	if day and getdate(day) > getdate(nowdate()):
		_refuse(
			_("{0} lies ahead. Enter the day on which the gift came in.").format(frappe.format(day, "Date"))
		)


def _place(doc, warehouse: str | None) -> StockPlace:
	place = place_of(doc, doc.site)
	if not warehouse or warehouse == place.warehouse:
		return place
	if not frappe.has_permission("Stock Entry", "create") or not frappe.has_permission(
		"Warehouse", "read", warehouse
	):
		frappe.throw(
			_("{0} is received into {1}. Only the ERP's stock keepers choose another warehouse.").format(
				doc.item_title, place.warehouse
			),
			ErpLinkPermissionError,
			title=_("Not Allowed"),
		)
	company = check_warehouse(warehouse, company_of_site(doc.site) or place.company, doc.site)
	return StockPlace(place.item_code, warehouse, company, place.cost_center)


def _supplier(sponsor: str | None) -> str | None:
	return frappe.db.get_value("Reward Sponsor", sponsor, "erpnext_supplier") if sponsor else None


def _remarks(doc, qty: int, remark: str) -> str:
	sponsor = frappe.db.get_value("Reward Sponsor", doc.sponsor, "sponsor_name") if doc.sponsor else "—"
	text = _("Gift in kind of {0} for the reward {1} ({2}): {3} pieces, received by {4}.").format(
		sponsor, doc.item_title, doc.name, qty, frappe.session.user
	)
	return joined(text, cstr(remark))


def _leave_traces(doc, qty: int, entry: str, remark: str) -> None:
	"""With the reward and with its sponsor; without the value, which is the ERP's."""
	text = _("{0} pieces of {1} were received by {2} as a gift in kind.").format(qty, doc.item_title, entry)
	text = joined(text, frappe.utils.escape_html(cstr(remark)))
	doc.add_comment("Info", text)
	if doc.sponsor:
		frappe.get_doc("Reward Sponsor", doc.sponsor).add_comment("Info", text)


def _refuse(message: str) -> None:
	frappe.throw(message, RewardGiftError, title=_("Gift in Kind"))
