"""A reward whose stock the ERP counts: company, warehouse, linked site and items, on a bench with ERPNext."""

from __future__ import annotations

import frappe
import pytest

from tests import factories as make
from volunteer_services.integrations.erpnext import gifts, masters
from volunteer_services.time_bank.services.books import accounts as points_accounts
from volunteer_services.time_bank.services.books import ledger

COMPANY_ABBR = "其二"


def skip_without_erpnext() -> None:
	"""A skip, never a fake."""
	if "erpnext" not in frappe.get_installed_apps():
		pytest.skip("ERPNext is not installed on this site: run on a bench that has it")


def company() -> str:
	return frappe.get_all("Company", order_by="creation asc", pluck="name", limit=1)[0]


def other_company() -> str:
	"""A second company with books of its own; made once and kept, as it takes a while."""
	name = frappe.db.get_value("Company", {"abbr": COMPANY_ABBR}, "name")
	if name:
		return name
	doc = frappe.get_doc(
		{
			"doctype": "Company",
			"company_name": "其二社会工作服务中心",
			"abbr": COMPANY_ABBR,
			"country": "China",
			"default_currency": "CNY",
		}
	).insert(ignore_permissions=True)
	frappe.db.commit()
	return doc.name


def make_warehouse(of: str | None = None, **values) -> str:
	of = of or company()
	parent = frappe.get_all(
		"Warehouse", filters={"company": of, "is_group": 1}, order_by="lft asc", limit=1, pluck="name"
	)
	return (
		frappe.get_doc(
			{
				"doctype": "Warehouse",
				"warehouse_name": make.unique("回馈仓"),
				"company": of,
				"parent_warehouse": parent[0],
				**values,
			}
		)
		.insert(ignore_permissions=True)
		.name
	)


def make_sponsor(place, **values):
	return frappe.get_doc(
		{
			"doctype": "Reward Sponsor",
			"sponsor_name": make.unique("爱心企业"),
			"region": place.city.name,
			**values,
		}
	).insert(ignore_permissions=True)


def make_reward(place, **values):
	return frappe.get_doc(
		{
			"doctype": "Reward Item",
			"item_title": make.unique("酱油礼盒"),
			"reward_type": "Goods",
			"status": "Available",
			"points_price": 10,
			"stock_qty": 0,
			"site": place.site.name,
			"region": place.region.name,
			**values,
		}
	).insert(ignore_permissions=True)


class ErpPlace:
	"""A place whose site keeps its rewards in a warehouse of its own."""

	def __init__(self, qty: int = 0, rate: float = 25) -> None:
		self.place = make.Place().staff()
		self.warehouse = make_warehouse()
		site = self.place.site
		site.erpnext_company, site.erpnext_warehouse = company(), self.warehouse
		site.save(ignore_permissions=True)
		self.sponsor = make_sponsor(self.place)
		self.reward = make_reward(self.place, sponsor=self.sponsor.name)
		masters.make_item(self.reward.name)
		self.reward.reload()
		if qty:
			gifts.receive(self.reward.name, qty, rate)
		self.reward.reload()

	@property
	def item(self) -> str:
		return self.reward.erpnext_item

	def in_erp(self) -> int:
		found = frappe.db.get_value(
			"Bin", {"item_code": self.item, "warehouse": self.warehouse}, "actual_qty"
		)
		return int(found or 0)

	def redemption(self, qty: int = 1, **values):
		"""A redemption that asks for the reward, of a volunteer who may."""
		return frappe.get_doc(
			{
				"doctype": "Reward Redemption",
				"volunteer": rich_volunteer(self.place).name,
				"reward_item": self.reward.name,
				"qty": qty,
				"channel": "Counter",
				"site": self.place.site.name,
				"region": self.place.region.name,
				**values,
			}
		).insert()


def rich_volunteer(place, points: int = 200):
	"""A volunteer with hours enough to redeem, and points."""

	doc = place.volunteer()
	frappe.db.set_value("Volunteer Profile", doc.name, "total_minutes", 60 * 200)
	accounts = [points_accounts.issue_key(place.unit.name), points_accounts.volunteer_key(doc.name)]
	points_accounts.ensure(accounts)
	ledger.post(make.unique("test-points-"), [(accounts[0], -points), (accounts[1], points)], "Opening", None)
	return doc
