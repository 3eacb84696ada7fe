"""Rewards on the ERP's stock: issued, refused, taken back, by people without any right on the stock."""

from __future__ import annotations

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.time_bank.with_erpnext import erpnext_world as world
from volunteer_services.exceptions import ErpLinkError, ErpStockEntryError, RewardStockError
from volunteer_services.integrations.erpnext import stock
from volunteer_services.integrations.erpnext.fields import REDEMPTION


@pytest.fixture(autouse=True)
def _erpnext():
	world.skip_without_erpnext()


def entry_of(redemption):
	return frappe.get_doc("Stock Entry", make.reloaded(redemption).erpnext_stock_entry)


# --- what is there ------------------------------------------------------------------------------------------


def test_the_erp_counts_a_linked_reward():
	erp = world.ErpPlace(qty=5)
	assert stock.is_linked(erp.reward)
	assert stock.is_linked(erp.reward.name)
	assert stock.actual_qty(erp.reward) == stock.actual_qty(erp.reward.name, lock=True) == 5
	assert make.reloaded(erp.reward).stock_qty == 5


def test_a_reward_without_link_is_counted_here():
	reward = world.make_reward(make.Place())
	assert not stock.is_linked(reward)
	assert stock.actual_qty(reward) == 0


def test_a_reward_in_a_warehouse_of_its_own_is_counted_there():
	erp = world.ErpPlace(qty=5)
	other = world.make_warehouse()
	erp.reward.erpnext_warehouse = other
	erp.reward.save()
	assert stock.actual_qty(erp.reward) == 0
	assert make.reloaded(erp.reward).stock_qty == 0


def test_the_mirror_follows_what_the_erp_does_by_itself():
	erp = world.ErpPlace(qty=5)
	receipt = frappe.get_doc(
		{
			"doctype": "Stock Entry",
			"stock_entry_type": "Material Receipt",
			"company": world.company(),
			"items": [{"item_code": erp.item, "qty": 3, "t_warehouse": erp.warehouse, "basic_rate": 20}],
		}
	).insert()
	receipt.submit()
	assert make.reloaded(erp.reward).stock_qty == 5
	stock.mirror_all()
	assert make.reloaded(erp.reward).stock_qty == 8


# --- handing over -------------------------------------------------------------------------------------------


def test_issue_makes_a_submitted_material_issue():
	erp = world.ErpPlace(qty=5)
	redemption = erp.redemption(qty=2)
	stock.issue(redemption)
	entry = entry_of(redemption)
	assert (entry.docstatus, entry.purpose, entry.company) == (1, "Material Issue", world.company())
	row = entry.items[0]
	assert (row.item_code, row.qty, row.s_warehouse, row.t_warehouse) == (erp.item, 2, erp.warehouse, None)
	assert row.cost_center == frappe.db.get_value("Company", world.company(), "cost_center")
	assert entry.get(REDEMPTION) == redemption.name
	assert redemption.name in entry.remarks
	assert redemption.volunteer in entry.remarks
	assert frappe.db.get_value("Volunteer Profile", redemption.volunteer, "full_name") not in entry.remarks
	assert erp.in_erp() == 3
	assert make.reloaded(erp.reward).stock_qty == 3
	assert frappe.db.count("GL Entry", {"voucher_no": entry.name, "is_cancelled": 0}) == 2


def test_issue_twice_takes_the_goods_once():
	erp = world.ErpPlace(qty=5)
	redemption = erp.redemption()
	stock.issue(redemption)
	first = redemption.erpnext_stock_entry
	stock.issue(redemption)
	assert redemption.erpnext_stock_entry == first
	assert erp.in_erp() == 4


def test_a_social_worker_without_any_stock_role_hands_over_and_leaves_the_name():
	erp = world.ErpPlace(qty=5)
	redemption = erp.redemption()
	frappe.set_user(erp.place.manager)
	assert (
		set(frappe.get_roles()) & {"Stock User", "Stock Manager", "Item Manager", "System Manager"} == set()
	)
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(
			{
				"doctype": "Stock Entry",
				"stock_entry_type": "Material Issue",
				"company": world.company(),
				"items": [{"item_code": erp.item, "qty": 1, "s_warehouse": erp.warehouse}],
			}
		).insert()
	stock.issue(frappe.get_doc("Reward Redemption", redemption.name))
	entry = entry_of(redemption)
	assert entry.docstatus == 1
	assert entry.owner == entry.modified_by == erp.place.manager
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc("Stock Entry", entry.name).cancel()


def test_somebody_from_elsewhere_hands_over_nothing():
	erp = world.ErpPlace(qty=5)
	redemption = erp.redemption()
	elsewhere = make.Place().staff()
	frappe.set_user(elsewhere.manager)
	with pytest.raises(frappe.PermissionError):
		stock.issue(frappe.get_doc("Reward Redemption", redemption.name))
	assert erp.in_erp() == 5


def test_what_the_erp_refuses_leaves_nothing_behind():
	erp = world.ErpPlace(qty=1)
	redemption = erp.redemption()
	before = {
		doctype: frappe.db.count(doctype) for doctype in ("Stock Entry", "Stock Ledger Entry", "GL Entry")
	}
	redemption.qty = 2
	from erpnext.stock.stock_ledger import NegativeStockError

	with pytest.raises(NegativeStockError, match=erp.item):
		stock.issue(redemption)
	assert before == {doctype: frappe.db.count(doctype) for doctype in before}
	assert not make.reloaded(redemption).erpnext_stock_entry
	assert erp.in_erp() == 1


def test_frozen_stock_is_refused_with_the_erp_s_message():
	erp = world.ErpPlace(qty=5)
	redemption = erp.redemption()
	frappe.db.set_single_value("Stock Settings", "stock_frozen_upto", add_days(nowdate(), 1))
	from erpnext.stock.doctype.stock_ledger_entry.stock_ledger_entry import StockFreezeError

	frappe.set_user(erp.place.manager)
	with pytest.raises(StockFreezeError):
		stock.issue(frappe.get_doc("Reward Redemption", redemption.name))
	assert not make.reloaded(redemption).erpnext_stock_entry


def test_a_missing_account_is_refused_with_the_erp_s_message():
	erp = world.ErpPlace(qty=5)
	redemption = erp.redemption()
	frappe.db.set_value("Company", world.company(), "stock_adjustment_account", None)
	frappe.clear_document_cache("Company", world.company())
	# any of: ERPNext refuses, and has no class for it
	with pytest.raises(frappe.ValidationError, match="Stock Adjustment Account"):
		stock.issue(redemption)
	assert erp.in_erp() == 5


def test_a_site_that_allows_negative_stock_hands_out_no_reward_that_is_not_there():
	erp = world.ErpPlace(qty=1)
	redemption = erp.redemption()
	redemption.qty = 2
	frappe.db.set_single_value("Stock Settings", "allow_negative_stock", 1)
	with pytest.raises(RewardStockError, match="only 1 of"):
		stock.issue(redemption)
	assert erp.in_erp() == 1
	assert frappe.db.count("Stock Entry", {REDEMPTION: redemption.name}) == 0


def test_another_company_s_warehouse_is_refused():
	erp = world.ErpPlace(qty=1)
	redemption = erp.redemption()
	foreign = world.make_warehouse(world.other_company())
	frappe.db.set_value("Reward Item", erp.reward.name, "erpnext_warehouse", foreign)
	with pytest.raises(ErpLinkError, match="belongs to"):
		stock.issue(redemption)


def test_the_cost_center_is_the_site_s_then_the_unit_s():
	erp = world.ErpPlace(qty=5)
	root = frappe.get_all("Cost Center", filters={"company": world.company(), "is_group": 1}, pluck="name")[0]

	def make_cost_center():
		values = {
			"cost_center_name": make.unique("中心"),
			"company": world.company(),
			"parent_cost_center": root,
		}
		return frappe.get_doc({"doctype": "Cost Center", **values}).insert().name

	of_unit, of_site = make_cost_center(), make_cost_center()
	erp.place.unit.erpnext_company, erp.place.unit.erpnext_cost_center = world.company(), of_unit
	erp.place.unit.save()
	first = erp.redemption()
	stock.issue(first)
	assert entry_of(first).items[0].cost_center == of_unit
	erp.place.site.reload()
	erp.place.site.erpnext_cost_center = of_site
	erp.place.site.save()
	second = erp.redemption()
	stock.issue(second)
	assert entry_of(second).items[0].cost_center == of_site


# --- taking back --------------------------------------------------------------------------------------------


def test_take_back_cancels_the_entry():
	erp = world.ErpPlace(qty=5)
	redemption = erp.redemption(qty=2)
	stock.issue(redemption)
	frappe.set_user(erp.place.officer)
	stock.take_back(frappe.get_doc("Reward Redemption", redemption.name))
	assert entry_of(redemption).docstatus == 2
	assert not redemption.erpnext_return_entry
	assert erp.in_erp() == 5
	assert make.reloaded(erp.reward).stock_qty == 5
	stock.take_back(make.reloaded(redemption))
	assert erp.in_erp() == 5


def test_in_a_closed_period_it_comes_back_by_a_receipt_of_the_same_value():
	erp = world.ErpPlace(qty=5, rate=25)
	redemption = erp.redemption(qty=2)
	stock.issue(redemption)
	frappe.set_user("Administrator")
	issued = entry_of(redemption)
	past = add_days(nowdate(), -3)
	for doctype, field in (
		("Stock Entry", "name"),
		("Stock Ledger Entry", "voucher_no"),
		("GL Entry", "voucher_no"),
	):
		frappe.db.set_value(doctype, {field: issued.name}, "posting_date", past)
	frappe.db.set_single_value("Stock Settings", "stock_frozen_upto", add_days(nowdate(), -1))
	frappe.set_user(erp.place.officer)
	stock.take_back(frappe.get_doc("Reward Redemption", redemption.name))
	assert entry_of(redemption).docstatus == 1
	back = frappe.get_doc("Stock Entry", redemption.erpnext_return_entry)
	assert (back.docstatus, back.purpose, back.get(REDEMPTION)) == (1, "Material Receipt", redemption.name)
	assert (back.items[0].t_warehouse, back.items[0].qty, back.items[0].basic_rate) == (erp.warehouse, 2, 25)
	assert erp.in_erp() == 5
	stock.take_back(make.reloaded(redemption))
	assert erp.in_erp() == 5


def test_what_was_issued_without_the_erp_comes_back_into_it():
	erp = world.ErpPlace(qty=5, rate=25)
	redemption = erp.redemption()
	stock.take_back(redemption)
	back = frappe.get_doc("Stock Entry", redemption.erpnext_return_entry)
	assert back.items[0].basic_rate == 25
	assert erp.in_erp() == 6


# --- behind the redemption's back ---------------------------------------------------------------------------


def test_nobody_cancels_the_entry_past_the_redemption():
	erp = world.ErpPlace(qty=5)
	redemption = erp.redemption()
	stock.issue(redemption)
	frappe.set_user(make.make_user("Stock Manager", "Stock User", "Accounts User"))
	with pytest.raises(ErpStockEntryError, match=redemption.name):
		entry_of(redemption).cancel()
	assert entry_of(redemption).docstatus == 1


def test_a_cancelled_entry_is_neither_amended_nor_deleted():
	erp = world.ErpPlace(qty=5)
	redemption = erp.redemption()
	stock.issue(redemption)
	stock.take_back(redemption)
	entry = entry_of(redemption)
	amended = frappe.copy_doc(entry, ignore_no_copy=False)
	amended.amended_from, amended.docstatus = entry.name, 0
	with pytest.raises(ErpStockEntryError, match="amended"):
		amended.insert()
	with pytest.raises(frappe.LinkExistsError):
		frappe.delete_doc("Stock Entry", entry.name)


def test_nobody_claims_a_redemption_by_hand():
	erp = world.ErpPlace(qty=5)
	redemption = erp.redemption()
	frappe.set_user(make.make_user("Stock Manager", "Stock User"))
	values = {
		"doctype": "Stock Entry",
		"stock_entry_type": "Material Receipt",
		"company": world.company(),
		"items": [{"item_code": erp.item, "qty": 1, "t_warehouse": erp.warehouse, "basic_rate": 1}],
	}
	with pytest.raises(ErpStockEntryError, match="volunteer services only"):
		frappe.get_doc({**values, REDEMPTION: redemption.name}).insert()
	own = frappe.get_doc(values).insert()
	own.set(REDEMPTION, redemption.name)
	with pytest.raises(ErpStockEntryError):
		own.save()
	own.reload()
	own.submit()
	own.cancel()
	assert own.docstatus == 2


def test_the_form_of_the_entry_shows_its_redemption():
	from frappe.desk.notifications import get_open_count

	erp = world.ErpPlace(qty=5)
	redemption = erp.redemption()
	stock.issue(redemption)
	data = frappe.get_meta("Stock Entry").get_dashboard_data()
	assert any("Reward Redemption" in group["items"] for group in data["transactions"])
	counts = get_open_count("Stock Entry", redemption.erpnext_stock_entry)
	rows = counts["count"]["external_links_found"]
	assert [row["count"] for row in rows if row["doctype"] == "Reward Redemption"] == [1]
