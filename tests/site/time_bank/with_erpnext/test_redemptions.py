"""Redemptions on the ERP's stock, by the real workflow and by every route; several at once."""

from __future__ import annotations

from collections import Counter

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from tests.site.time_bank.rewards_world import SIGNED, points, rich
from tests.site.time_bank.test_rewards_concurrency import finish, start
from tests.site.time_bank.with_erpnext import erpnext_world as world
from volunteer_services.api import rewards as api
from volunteer_services.exceptions import ErpLinkError, RewardStockError
from volunteer_services.integrations.erpnext import masters, stock
from volunteer_services.integrations.erpnext.fields import REDEMPTION
from volunteer_services.time_bank.services.rewards import desk
from volunteer_services.time_bank.services.rewards import stock as reward_stock

DOCTYPE = "Reward Redemption"


@pytest.fixture(autouse=True)
def _erpnext():
	world.skip_without_erpnext()


def approved(erp, qty: int = 1):
	"""A redemption that somebody else than its recorder approved; returns it and the volunteer."""
	volunteer = rich(erp.place)
	frappe.set_user(erp.place.leader)
	doc = frappe.get_doc(
		{"doctype": DOCTYPE, "volunteer": volunteer.name, "reward_item": erp.reward.name, "qty": qty}
	).insert()
	frappe.set_user(erp.place.manager)
	doc = frappe.get_doc(DOCTYPE, doc.name)
	doc.workflow_state = "Approved"
	doc.save()
	frappe.set_user("Administrator")
	return doc, volunteer


def empty_the_warehouse(erp) -> None:
	"""Somebody with a right on the stock takes everything out, in the ERP."""
	frappe.get_doc(
		{
			"doctype": "Stock Entry",
			"stock_entry_type": "Material Issue",
			"company": world.company(),
			"items": [{"item_code": erp.item, "qty": erp.in_erp(), "s_warehouse": erp.warehouse}],
		}
	).insert().submit()


def by_form(name: str) -> None:
	doc = frappe.get_doc(DOCTYPE, name)
	doc.update(SIGNED)
	doc.workflow_state = "Fulfilled"
	doc.save()


def by_workflow(name: str) -> None:
	doc = frappe.get_doc(DOCTYPE, name)
	doc.update(SIGNED)
	doc.save()
	apply_workflow(frappe.get_doc(DOCTYPE, name).as_dict(), "Hand Over")


def by_rest(name: str) -> None:
	from frappe.client import save

	save({**frappe.get_doc(DOCTYPE, name).as_dict(), **SIGNED, "workflow_state": "Fulfilled"})


def by_service(name: str) -> None:

	desk.hand_over(name, **SIGNED)


ROUTES = [by_form, by_workflow, by_rest, by_service]


@pytest.mark.parametrize("hand_over", ROUTES)
def test_a_site_manager_without_stock_role_hands_over(hand_over):
	erp = world.ErpPlace(qty=5)
	doc, volunteer = approved(erp, qty=2)
	frappe.set_user(erp.place.manager)
	hand_over(doc.name)
	doc = frappe.get_doc(DOCTYPE, doc.name)
	entry = frappe.get_doc("Stock Entry", doc.erpnext_stock_entry)
	assert (doc.workflow_state, entry.docstatus, entry.owner) == ("Fulfilled", 1, erp.place.manager)
	assert erp.in_erp() == 3
	assert points(volunteer) == (480, 0)
	assert frappe.db.get_value("Reward Item", erp.reward.name, ["stock_qty", "held_qty"]) == (3, 0)


@pytest.mark.parametrize("hand_over", ROUTES)
def test_a_failing_stock_entry_leaves_it_approved_with_the_points_held(hand_over):
	from erpnext.stock.stock_ledger import NegativeStockError

	erp = world.ErpPlace(qty=2)
	doc, volunteer = approved(erp, qty=2)
	empty_the_warehouse(erp)
	before = {doctype: frappe.db.count(doctype) for doctype in ("Stock Entry", "GL Entry", "Points Transfer")}
	frappe.set_user(erp.place.manager)
	with pytest.raises(NegativeStockError, match=erp.item):
		hand_over(doc.name)
	doc = frappe.get_doc(DOCTYPE, doc.name)
	assert (doc.workflow_state, doc.erpnext_stock_entry, doc.fulfilled_by) == ("Approved", None, None)
	assert points(volunteer) == (500, 20)
	assert frappe.db.get_value("Reward Item", erp.reward.name, "held_qty") == 2
	assert before == {doctype: frappe.db.count(doctype) for doctype in before}


def test_an_officer_takes_it_back_and_points_and_stock_return():
	erp = world.ErpPlace(qty=5)
	doc, volunteer = approved(erp, qty=2)
	frappe.set_user(erp.place.manager)
	by_form(doc.name)
	frappe.set_user(erp.place.officer)
	doc = frappe.get_doc(DOCTYPE, doc.name)
	doc.decision_reason = "商品破损"
	doc.workflow_state = "Cancelled"
	doc.save()
	doc.reload()
	assert doc.workflow_state == "Cancelled"
	assert frappe.db.get_value("Stock Entry", doc.erpnext_stock_entry, "docstatus") == 2
	assert erp.in_erp() == 5
	assert points(volunteer) == (500, 0)
	assert frappe.db.get_value("Reward Item", erp.reward.name, ["stock_qty", "held_qty"]) == (5, 0)


def test_no_more_is_promised_than_the_erp_has():
	erp = world.ErpPlace(qty=3)
	approved(erp, qty=2)
	assert reward_stock.available(erp.reward.name) == 1
	with pytest.raises(RewardStockError):
		erp.redemption(qty=2)
	erp.redemption(qty=1)
	assert reward_stock.available(erp.reward.name) == 0


def test_our_own_count_does_not_stand_in_for_the_erp_s():
	erp = world.ErpPlace(qty=3)
	with pytest.raises(RewardStockError, match="ERP"):
		reward_stock.receive(erp.reward.name, 5)
	with pytest.raises(RewardStockError, match="ERP"):
		reward_stock.correct(erp.reward.name, 9, 3, "盘点")


def test_a_service_linked_to_an_item_without_stock_never_runs_out():
	place = make.Place()
	reward = world.make_reward(place, reward_type="Service", has_stock=0)

	masters.make_item(reward.name)
	assert reward_stock.available(reward.name) is None
	volunteer = rich(place)
	frappe.set_user(place.manager)
	doc = frappe.get_doc(
		{"doctype": DOCTYPE, "volunteer": volunteer.name, "reward_item": reward.name, "qty": 1}
	).insert()
	by_form(doc.name)
	assert frappe.db.get_value(DOCTYPE, doc.name, "workflow_state") == "Fulfilled"
	assert not frappe.db.get_value(DOCTYPE, doc.name, "erpnext_stock_entry")


def test_a_warehouse_of_another_company_stops_the_hand_over():
	erp = world.ErpPlace(qty=2)
	doc, volunteer = approved(erp)
	frappe.db.set_value("Service Site", erp.place.site.name, "erpnext_company", world.other_company())
	frappe.set_user(erp.place.manager)
	with pytest.raises(ErpLinkError, match="belongs to"):
		by_form(doc.name)
	assert frappe.db.get_value(DOCTYPE, doc.name, "workflow_state") == "Approved"
	assert points(volunteer) == (500, 10)


# --- at once ------------------------------------------------------------------------------------------------


@pytest.mark.commits
def test_the_last_piece_in_the_erp_goes_to_one_of_many():
	erp = world.ErpPlace(qty=1)
	people = [rich(erp.place, user=make.make_user(make.VOLUNTEER)) for _ in range(8)]
	frappe.db.commit()
	done = finish([start("request", person.user, item=erp.reward.name) for person in people])
	assert done == Counter({"Requested": 1, "RewardStockError": 7})
	assert frappe.db.get_value("Reward Item", erp.reward.name, "held_qty") == 1


@pytest.mark.commits
def test_many_hand_overs_of_one_item_at_once():
	erp = world.ErpPlace(qty=6)
	people = [rich(erp.place).name for _ in range(6)]
	frappe.db.commit()
	clerks = (erp.place.manager, erp.place.leader, erp.place.officer)
	done = finish(
		[
			start("counter", clerk, volunteers=people[2 * n : 2 * n + 2], items=[erp.reward.name])
			for n, clerk in enumerate(clerks)
		]
	)
	assert done == Counter({"Fulfilled": 6})
	assert erp.in_erp() == 0
	assert frappe.db.get_value("Reward Item", erp.reward.name, ["stock_qty", "held_qty"]) == (0, 0)
	names = frappe.get_all(DOCTYPE, filters={"reward_item": erp.reward.name}, pluck="name")
	assert frappe.db.count("Stock Entry", {REDEMPTION: ["in", names], "docstatus": 1}) == 6


@pytest.mark.commits
def test_one_redemption_handed_over_by_three_at_once_takes_the_goods_once():
	erp = world.ErpPlace(qty=6)
	doc, volunteer = approved(erp)
	frappe.db.commit()
	clerks = (erp.place.manager, erp.place.leader, erp.place.officer)
	done = finish([start("hand_over", clerk, names=[doc.name]) for clerk in clerks])
	assert done["Fulfilled"] >= 1
	assert erp.in_erp() == 5
	assert frappe.db.count("Stock Entry", {REDEMPTION: doc.name, "docstatus": 1}) == 1
	assert points(volunteer) == (490, 0)


@pytest.mark.commits
def test_the_api_hands_over_whole_or_not_at_all():
	from erpnext.stock.stock_ledger import NegativeStockError

	erp = world.ErpPlace(qty=1)
	doc, volunteer = approved(erp)
	empty_the_warehouse(erp)
	frappe.db.commit()
	frappe.set_user(erp.place.manager)
	with pytest.raises(NegativeStockError):
		api.hand_over(doc.name, "本人", True)
	frappe.db.rollback()
	assert frappe.db.get_value(DOCTYPE, doc.name, "workflow_state") == "Approved"
	assert points(volunteer) == (500, 10)
	assert stock.actual_qty(erp.reward.name) == 0
