"""The time bank on ERPNext: buttons of the forms. Without ERPNext each of them refuses."""

import frappe
from frappe import _

from volunteer_services.exceptions import ErpLinkError
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Day
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.integrations.erpnext import gifts, is_here, links, masters, places, stock


@endpoint(methods=["POST"])
def make_item(reward_item: str) -> str:
	"""Make an ERP Item of a reward, link it, and return its name."""
	require_permission("Reward Item", "write", reward_item)
	_require_erpnext()
	return masters.make_item(reward_item)


@endpoint(methods=["POST"])
def make_supplier(sponsor: str) -> str:
	"""Make an ERP Supplier of a sponsor, link it, and return its name."""
	require_permission("Reward Sponsor", "write", sponsor)
	_require_erpnext()
	return masters.make_supplier(sponsor)


@endpoint(methods=["POST"])
def receive_gift(
	reward_item: str,
	qty: int,
	valuation_rate: float = 0,
	date: Day | None = None,
	warehouse: str | None = None,
	remark: str = "",
) -> str:
	"""Receive pieces of a reward as a gift in kind; returns the name of the Stock Entry."""
	require_permission("Reward Item", "write", reward_item)
	_require_erpnext()
	return gifts.receive(reward_item, qty, valuation_rate, date, warehouse, remark)


@endpoint(methods=["GET"])
def stock_of(reward_item: str) -> dict:
	"""What the ERP has of a linked reward (qty) and where (warehouse), and whether the user may link."""
	require_permission("Reward Item", "read", reward_item)
	_require_erpnext()
	return {
		"qty": stock.actual_qty(reward_item) if stock.is_linked(reward_item) else None,
		"warehouse": places.warehouse_of(places.reward(reward_item)),
		"may_link": links.may_link(),
	}


def _require_erpnext() -> None:
	if not is_here():
		frappe.throw(_("ERPNext is not installed on this site."), ErpLinkError, title=_("Links to the ERP"))
