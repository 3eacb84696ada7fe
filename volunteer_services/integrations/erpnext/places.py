"""From which warehouse, company and cost center a reward is handed out.

The warehouse is the reward's own, else that of its site. Its company must be that of the site that hands out:
the site's, else that of the recording unit that runs it. The cost center is the site's, the unit's, or the
company's.
"""

from dataclasses import dataclass

import frappe
from frappe import _

from volunteer_services.exceptions import ErpLinkError
from volunteer_services.volunteer_registry.services.sites import current_recording_unit

ITEM = "Reward Item"
_FIELDS = ("name", "item_title", "reward_type", "site", "sponsor", "erpnext_item", "erpnext_warehouse")


@dataclass(frozen=True)
class StockPlace:
	"""Where the stock of a reward lies, and whose books its movements enter."""

	item_code: str
	warehouse: str
	company: str
	cost_center: str | None


def reward(item):
	"""The values of a Reward Item; ``item``: the document, or its name."""
	if isinstance(item, str):
		return frappe.db.get_value(ITEM, item, _FIELDS, as_dict=True) or _refuse(
			_("There is no reward item {0}.").format(item)
		)
	return frappe._dict({field: item.get(field) for field in _FIELDS})


def warehouse_of(values) -> str | None:
	"""The warehouse in which the reward lies, or None; ``values``: as ``reward`` returns them."""
	return values.erpnext_warehouse or _site_value(values.site, "erpnext_warehouse")


def place_of(item, site: str | None = None) -> StockPlace:
	"""The place of a reward; ``site``: who hands out, where the reward belongs to no site.

	Raises ErpLinkError where a link is missing or leads to another company.
	"""
	values = reward(item)
	title = values.item_title or values.name
	if not values.erpnext_item:
		_refuse(_("The reward {0} is not linked to an ERP item. Link it first.").format(title))
	warehouse = warehouse_of(values)
	if not warehouse:
		_refuse(
			_("The reward {0} has no ERP warehouse. Enter one there or at its service site.").format(title)
		)
	site = values.site or site
	company = check_warehouse(warehouse, company_of_site(site), site)
	return StockPlace(values.erpnext_item, warehouse, company, cost_center_of(site, company))


def company_of_site(site: str | None) -> str | None:
	"""The company whose books the site keeps: its own, else that of the unit that runs it today."""
	if not site:
		return None
	return _site_value(site, "erpnext_company") or company_of_unit(current_recording_unit(site))


def company_of_unit(unit: str | None) -> str | None:
	"""The company of a recording unit."""
	return frappe.db.get_value("Recording Unit", unit, "erpnext_company") if unit else None


def cost_center_of(site: str | None, company: str) -> str | None:
	"""The cost center that bears what the site hands out; None: ERPNext chooses one."""
	unit = current_recording_unit(site) if site else None
	named = _site_value(site, "erpnext_cost_center") or (
		frappe.db.get_value("Recording Unit", unit, "erpnext_cost_center") if unit else None
	)
	if named:
		check_cost_center(named, company)
	return named or frappe.db.get_value("Company", company, "cost_center")


def check_warehouse(warehouse: str, company: str | None, site: str | None = None) -> str:
	"""The company of a warehouse that holds stock. Raises ErpLinkError for a group, for a disabled one, and
	for one of another company than ``company``."""
	row = frappe.db.get_value("Warehouse", warehouse, ["company", "is_group", "disabled"], as_dict=True)
	if not row:
		_refuse(_("There is no warehouse {0} in the ERP. Choose another.").format(warehouse))
	if row.is_group or row.disabled:
		_refuse(_("The warehouse {0} is a group or disabled. Choose one that holds stock.").format(warehouse))
	if company and row.company != company:
		place = _site_value(site, "site_name") or site or _("this record")
		_refuse(
			_("The warehouse {0} belongs to {1}, but {2} belongs to {3}. Choose a warehouse of {3}.").format(
				warehouse, row.company, place, company
			)
		)
	return row.company


def check_cost_center(cost_center: str, company: str | None) -> None:
	"""Raise ErpLinkError for a group, a disabled one, and one of another company."""
	row = frappe.db.get_value("Cost Center", cost_center, ["company", "is_group", "disabled"], as_dict=True)
	if not row or row.is_group or row.disabled:
		_refuse(
			_("The cost center {0} is a group, disabled or not there. Choose another.").format(cost_center)
		)
	if company and row.company != company:
		_refuse(
			_("The cost center {0} belongs to {1}. Choose one of {2}.").format(
				cost_center, row.company, company
			)
		)


def _site_value(site: str | None, field: str) -> str | None:
	return frappe.db.get_value("Service Site", site, field) if site else None


def _refuse(message: str):
	frappe.throw(message, ErpLinkError, title=_("Links to the ERP"))
