"""Links with the ERP: who may set them, what they lead to, and the buttons that make them."""

from __future__ import annotations

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.site.time_bank.with_erpnext import erpnext_world as world
from volunteer_services.api import erpnext as api
from volunteer_services.exceptions import ErpLinkError, ErpLinkPermissionError, RewardGiftError
from volunteer_services.integrations.erpnext import stock
from volunteer_services.integrations.erpnext.fields import ITEM_GROUP, REDEMPTION, SPONSOR


@pytest.fixture(autouse=True)
def _erpnext():
	world.skip_without_erpnext()


def with_stock_role(user: str) -> str:
	frappe.get_doc("User", user).add_roles("Stock User")
	return user


def comments(doc) -> str:
	return " ".join(
		frappe.get_all(
			"Comment", filters={"reference_doctype": doc.doctype, "reference_name": doc.name}, pluck="content"
		)
	)


def linked_item(**values) -> str:
	code = make.unique("ERP-ITEM-")
	group = frappe.get_all("Item Group", filters={"is_group": 0}, pluck="name", limit=1)[0]
	return (
		frappe.get_doc(
			{
				"doctype": "Item",
				"item_code": code,
				"item_group": group,
				"stock_uom": "Nos",
				"is_stock_item": 1,
				**values,
			}
		)
		.insert(ignore_permissions=True)
		.name
	)


# --- who may link -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["erpnext_company", "erpnext_warehouse"])
def test_a_site_manager_sets_no_link(field):
	place = make.Place().staff()
	frappe.set_user(with_stock_role(place.manager))
	site = frappe.get_doc("Service Site", place.site.name)
	site.set(field, world.company() if field == "erpnext_company" else world.make_warehouse())
	with pytest.raises(ErpLinkPermissionError, match="City Officer"):
		site.save()


def test_a_site_manager_hands_no_link_in_with_a_new_reward_by_rest():
	from frappe.client import insert, set_value

	place = make.Place().staff()
	code = linked_item()
	frappe.set_user(place.manager)
	values = {
		"doctype": "Reward Item",
		"item_title": make.unique("回馈"),
		"reward_type": "Goods",
		"points_price": 1,
		"site": place.site.name,
		"region": place.region.name,
	}
	with pytest.raises(ErpLinkPermissionError):
		insert({**values, "erpnext_item": code})
	reward = insert(values)
	with pytest.raises(ErpLinkPermissionError):
		set_value("Reward Item", reward.name, "erpnext_item", code)


def test_an_officer_links_only_what_the_erp_lets_the_officer_see():
	place = make.Place().staff()
	reward = world.make_reward(place)
	code = linked_item()
	frappe.set_user(place.officer)
	doc = frappe.get_doc("Reward Item", reward.name)
	doc.erpnext_item = code
	with pytest.raises(ErpLinkPermissionError, match=code):
		doc.save()
	frappe.set_user("Administrator")
	frappe.set_user(with_stock_role(place.officer))
	doc = frappe.get_doc("Reward Item", reward.name)
	doc.erpnext_item = code
	doc.save()
	assert stock.is_linked(reward.name)


def test_saving_something_else_asks_for_no_right_on_the_link():
	erp = world.ErpPlace(qty=1)
	frappe.set_user(erp.place.manager)
	doc = frappe.get_doc("Reward Item", erp.reward.name)
	doc.how_to_collect = "凭志愿者证领取"
	doc.save()
	assert doc.erpnext_item == erp.item


# --- what a link leads to -----------------------------------------------------------------------------------


def test_a_site_takes_no_group_and_no_other_company_s_warehouse_or_cost_center():
	site = make.Place().site
	site.erpnext_company = world.company()
	group = frappe.get_all("Warehouse", filters={"company": world.company(), "is_group": 1}, pluck="name")[0]
	foreign = world.make_warehouse(world.other_company())
	for warehouse, message in ((group, "group"), (foreign, "belongs to")):
		site.erpnext_warehouse = warehouse
		with pytest.raises(ErpLinkError, match=message):
			site.save()
		site.reload()
		site.erpnext_company = world.company()
	site.erpnext_warehouse = world.make_warehouse()
	site.erpnext_cost_center = frappe.db.get_value("Company", world.other_company(), "cost_center")
	with pytest.raises(ErpLinkError, match="belongs to"):
		site.save()
	site.reload()
	site.erpnext_warehouse = world.make_warehouse()
	site.erpnext_cost_center = frappe.db.get_value("Company", world.company(), "cost_center")
	site.save()


def test_a_site_without_company_keeps_to_that_of_the_unit_that_runs_it():
	place = make.Place()
	place.unit.erpnext_company = world.company()
	place.unit.save()
	place.site.erpnext_warehouse = world.make_warehouse(world.other_company())
	with pytest.raises(ErpLinkError, match=world.company()):
		place.site.save()


def test_a_reward_takes_no_other_company_s_warehouse():
	erp = world.ErpPlace()
	erp.reward.erpnext_warehouse = world.make_warehouse(world.other_company())
	with pytest.raises(ErpLinkError, match=r"belongs to .* Choose a warehouse of"):
		erp.reward.save()


def test_goods_take_stock_items_services_take_others_and_neither_takes_templates():
	place = make.Place()
	goods, service = world.make_reward(place), world.make_reward(place, reward_type="Service", has_stock=0)
	for reward, code in (
		(goods, linked_item(is_stock_item=0)),
		(service, linked_item()),
		(goods, linked_item(disabled=1)),
	):
		reward.erpnext_item = code
		with pytest.raises(ErpLinkError):
			reward.save()
		reward.reload()
	service.erpnext_item = linked_item(is_stock_item=0)
	service.save()
	assert not stock.is_linked(service)


def test_one_stock_is_counted_by_one_reward():
	erp = world.ErpPlace(qty=1)
	second = world.make_reward(erp.place)
	second.erpnext_item = erp.item
	with pytest.raises(ErpLinkError, match=erp.reward.name):
		second.save()
	second.reload()
	second.erpnext_item = erp.item
	second.erpnext_warehouse = world.make_warehouse()
	second.save()
	assert stock.actual_qty(second) == 0


def test_linking_writes_down_what_was_counted_here():
	place = make.Place()
	reward = world.make_reward(place, stock_qty=7)
	reward.erpnext_item = linked_item()
	reward.save()
	assert "7 here until now" in comments(reward)
	assert make.reloaded(reward).stock_qty == 0


# --- buttons ------------------------------------------------------------------------------------------------


def test_make_item_carries_name_picture_and_description_over_once():
	place = make.Place().staff()
	reward = world.make_reward(place, description="一瓶500毫升", image="/files/soy.png")
	frappe.set_user(place.officer)
	name = api.make_item(reward.name)
	item = frappe.get_doc("Item", name)
	language = frappe.db.get_single_value("System Settings", "language") or "en"
	assert (item.item_name, item.item_group) == (reward.item_title, frappe._(ITEM_GROUP, language))
	assert (item.image, item.description) == ("/files/soy.png", "一瓶500毫升")
	assert (item.is_stock_item, item.stock_uom, item.owner) == (1, "Nos", place.officer)
	assert make.reloaded(reward).erpnext_item == name
	assert name in comments(reward)
	with pytest.raises(ErpLinkError, match="already"):
		api.make_item(reward.name)


def test_an_item_that_has_the_number_already_stays_and_another_number_follows():
	"""Of the app that was uninstalled: its rewards are gone, the ERP's items stay, the numbers begin anew."""
	place = make.Place().staff()
	reward = world.make_reward(place)
	linked_item(item_code=reward.name)
	frappe.set_user(place.officer)
	made = api.make_item(reward.name)
	assert made == f"{reward.name}-1" and make.reloaded(reward).erpnext_item == made
	assert frappe.db.get_value("Item", reward.name, "item_name") != reward.item_title


def test_a_service_becomes_an_item_without_stock():
	place = make.Place().staff()
	reward = world.make_reward(place, reward_type="Service", has_stock=0)
	frappe.set_user(place.city_officer)
	assert frappe.db.get_value("Item", api.make_item(reward.name), "is_stock_item") == 0


def test_neither_a_site_manager_nor_an_officer_from_elsewhere_makes_an_item():
	place, elsewhere = make.Place().staff(), make.Place().staff()
	reward = world.make_reward(place)
	for user in (place.manager, place.leader, elsewhere.officer):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			api.make_item(reward.name)
	assert not frappe.db.exists("Item", reward.name)


def test_make_supplier():
	place = make.Place().staff()
	sponsor = world.make_sponsor(place)
	person = world.make_sponsor(place, sponsor_kind="Individual")
	frappe.set_user(place.city_officer)
	supplier = frappe.get_doc("Supplier", api.make_supplier(sponsor.name))
	assert (supplier.supplier_name, supplier.supplier_type) == (sponsor.sponsor_name, "Company")
	assert make.reloaded(sponsor).erpnext_supplier == supplier.name
	assert frappe.db.get_value("Supplier", api.make_supplier(person.name), "supplier_type") == "Individual"
	with pytest.raises(ErpLinkError, match="already"):
		api.make_supplier(sponsor.name)


def test_a_supplier_of_this_name_is_named_instead_of_made_twice():
	place = make.Place().staff()
	first = world.make_sponsor(place)
	second = world.make_sponsor(place)
	second.sponsor_name = first.sponsor_name
	second.save()
	frappe.set_user(place.city_officer)
	made = api.make_supplier(first.name)
	with pytest.raises(ErpLinkError, match=f"a supplier of this name already: {made}"):
		api.make_supplier(second.name)
	assert not make.reloaded(second).get("erpnext_supplier")


def test_a_gift_is_received_with_its_value_by_a_social_worker():
	erp = world.ErpPlace()
	supplier = api.make_supplier(erp.sponsor.name)
	frappe.set_user(erp.place.manager)
	name = api.receive_gift(erp.reward.name, 12, 18.5, remark="春节慰问")
	frappe.set_user("Administrator")
	entry = frappe.get_doc("Stock Entry", name)
	assert (entry.docstatus, entry.purpose, entry.owner) == (1, "Material Receipt", erp.place.manager)
	assert (entry.get(SPONSOR), entry.get(REDEMPTION), entry.supplier) == (erp.sponsor.name, None, supplier)
	assert (entry.items[0].qty, entry.items[0].basic_rate) == (12, 18.5)
	assert erp.sponsor.sponsor_name in entry.remarks
	assert "春节慰问" in entry.remarks
	value = frappe.db.get_value("Bin", {"item_code": erp.item, "warehouse": erp.warehouse}, "stock_value")
	assert value == 12 * 18.5
	for doc in (erp.reward, erp.sponsor):
		assert name in comments(doc)
		assert "18.5" not in comments(doc)
	assert make.reloaded(erp.reward).stock_qty == 12
	assert api.stock_of(erp.reward.name) == {"qty": 12, "warehouse": erp.warehouse, "may_link": True}


def test_a_gift_without_value_can_be_received_and_handed_out():
	erp = world.ErpPlace()
	api.receive_gift(erp.reward.name, 2, 0)
	redemption = erp.redemption()
	stock.issue(redemption)
	assert erp.in_erp() == 1


def test_a_gift_of_an_earlier_day_is_posted_on_that_day():
	erp = world.ErpPlace()
	day = add_days(nowdate(), -2)
	name = api.receive_gift(erp.reward.name, 1, 5, date=day)
	assert str(frappe.db.get_value("Stock Entry", name, "posting_date")) == day


@pytest.mark.parametrize(
	("qty", "rate", "days"), [(0, 1, 0), (-3, 1, 0), (1, -1, 0), (1, 1, 1)], ids=["0", "-3", "value", "ahead"]
)
def test_gifts_that_cannot_be_right(qty, rate, days):
	erp = world.ErpPlace()
	with pytest.raises(RewardGiftError):
		api.receive_gift(erp.reward.name, qty, rate, date=add_days(nowdate(), days))
	assert erp.in_erp() == 0


def test_only_stock_keepers_receive_into_another_warehouse():
	erp = world.ErpPlace()
	other = world.make_warehouse()
	frappe.set_user(erp.place.manager)
	with pytest.raises(ErpLinkPermissionError, match=erp.warehouse):
		api.receive_gift(erp.reward.name, 1, 5, warehouse=other)
	frappe.set_user("Administrator")
	frappe.set_user(with_stock_role(erp.place.manager))
	entry = api.receive_gift(erp.reward.name, 1, 5, warehouse=other)
	assert frappe.db.get_value("Stock Entry Detail", {"parent": entry}, "t_warehouse") == other
	with pytest.raises(ErpLinkError, match="belongs to"):
		api.receive_gift(erp.reward.name, 1, 5, warehouse=world.make_warehouse(world.other_company()))


def test_a_gift_for_an_unlinked_reward_or_without_warehouse_says_what_is_missing():
	place = make.Place()
	reward = world.make_reward(place)
	with pytest.raises(ErpLinkError, match="not linked"):
		api.receive_gift(reward.name, 1, 5)
	api.make_item(reward.name)
	with pytest.raises(ErpLinkError, match="no ERP warehouse"):
		api.receive_gift(reward.name, 1, 5)


def test_a_gift_withdrawn_in_the_erp_leaves_a_trace_with_the_sponsor():
	erp = world.ErpPlace()
	name = api.receive_gift(erp.reward.name, 1, 5)
	frappe.get_doc("Stock Entry", name).cancel()
	assert f"received by {name} was cancelled" in comments(erp.sponsor)
