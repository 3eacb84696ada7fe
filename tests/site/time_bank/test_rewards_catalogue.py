"""Sponsors and rewards: what the catalogue takes, its stock, and browsing hundreds of rewards."""

import datetime

import frappe
import frappe.client
import pytest

from tests import factories as make
from tests.site.time_bank.rewards_world import ITEM, SPONSOR, ask, item, request, rich, sponsor, stock
from volunteer_services.exceptions import (
	ContactError,
	OutOfScopeError,
	ReasonRequiredError,
	RetentionError,
	RewardItemError,
	RewardStockError,
)
from volunteer_services.time_bank.services.rewards import catalogue
from volunteer_services.time_bank.services.rewards import stock as reward_stock


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


@pytest.mark.parametrize(
	("values", "message"),
	[
		({"item_title": "天河城购物卡100元"}, "购物卡"),
		({"description": "可兑换ＧＩＦＴ　ＣＡＲＤ一张"}, "gift card"),
		({"how_to_collect": "到店领取红包"}, "红包"),
		({"points_price": 0}, "0 points cannot be a price"),
		({"points_price": -5}, "-5 points"),
		({"stock_qty": -1}, "cannot be a limit or a stock"),
		({"limit_per_volunteer": -1}, "cannot be a limit"),
		({"min_star": 6}, "no star 6"),
		({"valid_from": "2026-05-02", "valid_to": "2026-05-01"}, "before it begins"),
	],
)
def test_what_the_catalogue_refuses(place, values, message):
	with pytest.raises(RewardItemError, match=message):
		item(place, **values)


def test_the_words_are_a_setting(place):
	reward = item(place, item_title="公园年票")
	doc = frappe.get_doc("Volunteer Services Settings")
	doc.cash_like_words += "\n年票"
	doc.save()
	with pytest.raises(RewardItemError, match="年票"):
		reward.save()


def test_a_reward_of_an_inactive_sponsor_is_not_offered(place):
	giver = sponsor(status="Inactive")
	with pytest.raises(RewardItemError, match="inactive"):
		item(place, sponsor=giver.name)
	item(place, sponsor=giver.name, status="Draft")


def test_sponsors(place):
	with pytest.raises(ContactError):
		sponsor(credit_code="123")
	giver = sponsor(region=place.district.name)
	reward = item(place, sponsor=giver.name)
	with pytest.raises(RetentionError, match="Set it to Inactive"):
		giver.delete()
	with pytest.raises(RetentionError):
		frappe.rename_doc(SPONSOR, giver.name, "RS-X", force=True)
	frappe.set_user(place.officer)
	doc = frappe.get_doc(SPONSOR, giver.name)
	doc.contact = "何小姐"
	doc.save()
	far = make.Place().staff()
	frappe.set_user(far.officer)
	assert giver.name in frappe.get_list(SPONSOR, pluck="name", limit_page_length=0)
	doc = frappe.get_doc(SPONSOR, giver.name)
	doc.contact = "张三"
	with pytest.raises(frappe.PermissionError):
		doc.save()
	with pytest.raises(OutOfScopeError):
		frappe.get_doc(
			{"doctype": SPONSOR, "sponsor_name": "外区企业", "region": place.district.name}
		).insert()
	assert reward.name


def test_who_writes_rewards(place):
	far = make.Place().staff()
	values = {"doctype": ITEM, "item_title": "食用油", "points_price": 30, "site": place.site.name}
	for user in (place.manager, place.officer, place.city_officer):
		frappe.set_user(user)
		assert frappe.get_doc(values).insert().region == place.region.name
	for user in (far.manager, far.officer):
		frappe.set_user(user)
		with pytest.raises(OutOfScopeError):
			frappe.get_doc(values).insert()
	for user in (place.leader, make.make_user(make.VOLUNTEER), make.make_user(make.AUDITOR)):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc(values).insert()
		assert frappe.get_list(ITEM, limit=1)
	frappe.set_user("Administrator")
	reward = item(place)
	frappe.set_user(far.manager)
	doc = frappe.get_doc(ITEM, reward.name)
	doc.item_title = "别处的"
	with pytest.raises(frappe.PermissionError):
		doc.save()
	with pytest.raises(frappe.PermissionError):
		reward_stock.receive(reward.name, 5)
	assert stock(reward) == (10, 0)


# --- stock --------------------------------------------------------------------------------------------------


def test_an_open_form_brings_no_old_stock_back(place):
	reward = item(place)
	open_form = frappe.get_doc(ITEM, reward.name)
	request(place.leader, rich(place), reward, qty=3)
	frappe.set_user(place.manager)
	reward_stock.receive(reward.name, 7, "捐赠")
	open_form.description = "五公斤装"
	open_form.held_qty = 0
	open_form.save()
	assert stock(reward) == (17, 3)
	frappe.client.set_value(ITEM, reward.name, "stock_qty", 1)
	frappe.client.set_value(ITEM, reward.name, "held_qty", 0)
	assert stock(reward) == (17, 3)
	with pytest.raises(RewardStockError):
		open_form.db_set("stock_qty", 99)
	with pytest.raises(RewardStockError):
		open_form.db_set({"held_qty": 0})


def test_a_new_reward_holds_nothing(place):
	assert stock(item(place, held_qty=5)) == (10, 0)
	assert stock(item(place, has_stock=0, stock_qty=5)) == (0, 0)


def test_stock_by_hand_leaves_its_trace(place):
	reward = item(place)
	frappe.set_user(place.manager)
	assert reward_stock.receive(reward.name, 5, "李记<b>捐赠</b>") == 15
	assert reward_stock.correct(reward.name, 12, 15, "盘点短少") == 12
	comments = " ".join(
		frappe.get_all("Comment", {"reference_name": reward.name, "comment_type": "Info"}, pluck="content")
	)
	assert "&lt;b&gt;捐赠" in comments and "盘点短少" in comments
	with pytest.raises(RewardStockError, match="no longer 15"):
		reward_stock.correct(reward.name, 9, 15, "又盘点")
	with pytest.raises(ReasonRequiredError):
		reward_stock.correct(reward.name, 9, 12, " ")
	for qty in (0, -1):
		with pytest.raises(RewardStockError):
			reward_stock.receive(reward.name, qty)
	request(place.leader, rich(place), reward, qty=4)
	frappe.set_user(place.manager)
	with pytest.raises(RewardStockError, match="less than the 4"):
		reward_stock.correct(reward.name, 3, 12, "盘点")
	with pytest.raises(RewardStockError):
		reward_stock.correct(reward.name, -1, 12, "盘点")
	assert reward_stock.correct(reward.name, 4, 12, "盘点") == 4
	assert reward_stock.available(reward.name) == 0


def test_what_is_not_counted_never_runs_out(place):
	reward = item(place, has_stock=0, stock_qty=0)
	request(place.leader, rich(place), reward, qty=9)
	assert stock(reward) == (0, 9) and reward_stock.available(reward.name) is None
	frappe.set_user(place.manager)
	with pytest.raises(RewardStockError, match="not counted"):
		reward_stock.receive(reward.name, 5)
	doc = frappe.get_doc(ITEM, reward.name)
	doc.has_stock = 1
	with pytest.raises(RewardStockError, match="less than the 9"):
		doc.save()


def test_without_erpnext_there_is_no_bridge():
	if "erpnext" in frappe.get_installed_apps():
		pytest.skip("ERPNext is installed")
	assert reward_stock.erp() is None and reward_stock.erp_for({"erpnext_item": "X"}) is None


def test_a_reward_that_was_redeemed_is_kept(place):
	reward = item(place)
	request(place.leader, rich(place), reward)
	frappe.set_user("Administrator")
	with pytest.raises(RetentionError, match="Withdrawn"):
		frappe.get_doc(ITEM, reward.name).delete()
	with pytest.raises(RetentionError):
		frappe.rename_doc(ITEM, reward.name, "RI-X", force=True)
	frappe.get_doc(ITEM, item(place).name).delete()


# --- browsing -----------------------------------------------------------------------------------------------


def names(found) -> list[str]:
	return [row.name for row in found.rows]


def test_a_volunteer_finds_what_can_be_redeemed_today(place):
	who = rich(place, points=100)
	today = datetime.date.today()
	good = item(place, points_price=100)
	dear = item(place, points_price=101)
	star = item(place, min_star=2)
	service = item(place, reward_type="Service", has_stock=0)
	for hidden in (
		{"status": "Draft"},
		{"status": "Withdrawn"},
		{"stock_qty": 0},
		{"valid_to": today - datetime.timedelta(2)},
		{"valid_from": today + datetime.timedelta(2)},
	):
		item(place, **hidden)
	elsewhere = item(make.Place())
	everywhere = item(region=None)
	mine = {good.name, dear.name, star.name, service.name}
	found = catalogue.catalogue(who.name, page_length=100)
	assert mine | {everywhere.name} <= set(names(found)) and elsewhere.name not in names(found)
	assert {row.name: row.in_reach for row in found.rows if row.name in mine} == {
		good.name: True, dear.name: False, star.name: False, service.name: True,
	}  # fmt: skip
	affordable = set(names(catalogue.catalogue(who.name, only_affordable=True, page_length=100)))
	assert affordable & mine == {good.name, service.name}
	services = catalogue.catalogue(who.name, reward_type="Service", page_length=100)
	assert set(names(services)) & mine == {service.name}
	assert names(catalogue.catalogue(who.name, text=good.item_title)) == [good.name]
	assert names(catalogue.catalogue(who.name, text="100%_没有")) == []
	assert not {"stock_qty", "held_qty"} & set(found.rows[0])
	ask_all(place, good, 10)
	assert good.name not in names(catalogue.catalogue(who.name, page_length=100))


def ask_all(place, reward, count):
	user = make.make_user(make.VOLUNTEER)
	rich(place, points=10_000, user=user)
	ask(user, reward, count)
	frappe.set_user("Administrator")


def test_goods_are_not_shown_where_the_rule_has_services_only(place):
	who = rich(place)
	goods, service = item(place), item(place, reward_type="Service", has_stock=0)
	rule = frappe.get_all("Points Rule", filters={"is_disabled": 0}, pluck="name")[0]
	frappe.db.set_value("Points Rule", rule, "goods_allowed", 0)
	found = names(catalogue.catalogue(who.name, page_length=100))
	assert service.name in found and goods.name not in found
	frappe.db.set_value("Points Rule", rule, "is_disabled", 1)
	assert catalogue.catalogue(who.name).count == 0


def test_eight_hundred_rewards_are_browsed_by_pages(place):
	giver = sponsor()
	title = make.unique("批量")
	stamp = frappe.utils.now()
	fields = [
		"name", "creation", "modified", "owner", "modified_by", "item_title", "reward_type", "status",
		"points_price", "has_stock", "stock_qty", "sponsor", "site", "region",
	]  # fmt: skip
	rows = [
		(
			f"RI-{title}-{number:04}", stamp, stamp, "Administrator", "Administrator", f"{title}{number:04}",
			"Service" if number % 4 == 0 else "Goods", "Available", 10 + number % 90, 1, 5, giver.name,
			place.site.name, place.region.name,
		)
		for number in range(800)
	]  # fmt: skip
	frappe.db.bulk_insert(ITEM, fields, rows)
	who = rich(place)
	counted = []
	found = counting(lambda: catalogue.catalogue(who.name, text=title), counted)
	assert (found.count, found.pages, len(found.rows)) == (800, 67, catalogue.PAGE_LENGTH)
	assert len(counted) <= 10, counted
	seen = {
		row.name for page in (1, 2, 67, 99) for row in catalogue.catalogue(who.name, title, page=page).rows
	}
	assert len(seen) == 12 + 12 + 8
	assert len(catalogue.catalogue(who.name, title, page_length=10**6).rows) == catalogue.MAX_PAGE_LENGTH
	prices = [row.points_price for row in catalogue.catalogue(who.name, title, page_length=50).rows]
	assert prices == sorted(prices)
	frappe.set_user(place.leader)
	counted.clear()
	rows = counting(
		lambda: frappe.get_list(
			ITEM, filters={"sponsor": giver.name}, fields=["name", "image", "status"], limit_page_length=20
		),
		counted,
	)
	assert len(rows) == 20 and len([sql for sql in counted if "tabReward Item" in sql]) == 1


def counting(work, queries: list):
	"""What ``work`` asks of the database."""
	plain = frappe.db.sql

	def sql(query, *args, **kwargs):
		queries.append(str(query))
		return plain(query, *args, **kwargs)

	frappe.db.sql = sql
	try:
		return work()
	finally:
		frappe.db.sql = plain
