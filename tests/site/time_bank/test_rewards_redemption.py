"""Redemptions through their workflow: points and stock are held together, posted, given back."""

import datetime

import frappe
import frappe.client
import pytest

from tests import factories as make
from tests.site.time_bank.rewards_world import (
	REDEMPTION,
	SIGNED,
	go,
	item,
	points,
	request,
	rich,
	sponsor,
	stock,
)
from volunteer_services.exceptions import (
	EntryError,
	InsufficientPointsError,
	ReasonRequiredError,
	RedemptionError,
	RewardStockError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.time_bank.services.books import accounts
from volunteer_services.time_bank.services.rewards import desk


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


@pytest.fixture
def person(place):
	return rich(place, user=make.make_user(make.VOLUNTEER))


def day(offset: int) -> str:
	return str(datetime.date.today() + datetime.timedelta(offset))


def settings(**values):
	doc = frappe.get_doc("Volunteer Services Settings")
	doc.update(values)
	doc.flags.ignore_permissions = True
	doc.save()


def test_a_request_holds_points_and_stock_and_copies_what_it_shows(place, person):
	giver = sponsor()
	reward = item(place, sponsor=giver.name)
	doc = request(place.leader, person, reward, qty=2)
	assert (doc.workflow_state, doc.points, doc.points_price) == ("Requested", 40, 20)
	assert (doc.item_title, doc.sponsor, doc.reward_type) == (reward.item_title, giver.name, "Goods")
	assert (doc.site, doc.region, doc.team) == (place.site.name, place.region.name, place.team.name)
	assert (doc.requested_by, doc.volunteer_name) == (place.leader, person.full_name)
	assert points(person) == (500, 40)
	assert stock(reward) == (10, 2)


def test_what_was_handed_over_is_not_handed_over_again(place, person):
	doc = request(place.manager, person, item(place))
	desk.hand_over(doc.name, **SIGNED)
	before = points(person)
	frappe.set_user(place.leader)
	with pytest.raises(RedemptionError, match="already"):
		desk.hand_over(doc.name, **SIGNED)
	assert points(person) == before


def test_from_request_to_hand_over_and_back(place, person):
	giver = sponsor()
	reward = item(place, sponsor=giver.name, points_price=100)
	doc = request(place.leader, person, reward)
	assert not doc.is_counter_item
	doc = go(place.manager, doc, "Approved")
	assert doc.approved_by == place.manager and points(person) == (500, 100)
	doc = go(place.leader, doc, "Fulfilled", **SIGNED)
	assert (doc.fulfilled_by, doc.collected_by) == (place.leader, "陈奶奶")
	assert points(person) == (400, 0) and stock(reward) == (9, 0)
	sink = accounts.sink_key(giver.name)
	assert accounts.balance(sink) == 100
	transfer = frappe.get_doc("Points Transfer", f"redeem-{doc.name}")
	assert (transfer.kind, transfer.voucher, transfer.points) == ("Redeemed", doc.name, 100)
	with pytest.raises(ReasonRequiredError):
		go(place.officer, doc, "Cancelled")
	with pytest.raises(TransitionPermissionError):
		go(place.manager, doc, "Cancelled", decision_reason="破损")
	go(place.officer, doc, "Cancelled", decision_reason="包装破损")
	assert points(person) == (500, 0) and stock(reward) == (10, 0)
	assert accounts.balance(sink) == 0
	assert frappe.db.get_value("Points Transfer", {"reversal_of": transfer.name}, "kind") == "Reversed"
	with pytest.raises(TransitionNotAllowedError):
		go(place.officer, doc, "Fulfilled", **SIGNED)


def told(user: str) -> list[str]:
	return frappe.get_all(
		"Notification Log",
		{"for_user": user, "document_type": REDEMPTION},
		pluck="subject",
		order_by="creation",
	)


def test_the_volunteer_is_told_what_became_of_it(place, person):
	frappe.db.set_value("User", person.user, "language", "en")
	reward = item(place)
	doc = go(place.manager, request(person.user, person, reward), "Approved")
	doc = go(place.leader, doc, "Fulfilled", **SIGNED)
	go(place.officer, doc, "Cancelled", decision_reason="包装破损")
	go(place.manager, request(person.user, person, reward), "Rejected", decision_reason="重复申请")
	approved, handed, taken, refused = told(person.user)
	assert reward.item_title in approved and "approved" in approved
	assert "handed over" in handed and "taken back" in taken
	assert "重复申请" in refused


def test_nobody_is_told_of_their_own_steps(place, person):
	doc = request(person.user, person, item(place))
	go(person.user, doc, "Cancelled", decision_reason="不需要了")
	assert told(person.user) == []


@pytest.mark.parametrize(
	("state", "user"), [("Returned", "manager"), ("Rejected", "manager"), ("Cancelled", "leader")]
)
def test_what_is_not_to_be_lets_points_and_stock_go(place, person, state, user):
	reward = item(place)
	doc = request(place.leader, person, reward, qty=3)
	go(getattr(place, user), doc, state, decision_reason="暂不办理")
	assert points(person) == (500, 0) and stock(reward) == (10, 0)


def test_an_approved_one_is_cancelled_by_reviewers(place, person):
	reward = item(place)
	doc = go(place.manager, request(place.leader, person, reward), "Approved")
	with pytest.raises(TransitionPermissionError):
		go(place.leader, doc, "Cancelled", decision_reason="缺货")
	go(place.manager, doc, "Cancelled", decision_reason="缺货")
	assert points(person) == (500, 0) and stock(reward) == (10, 0)


def test_again_at_todays_price_and_rules(place, person):
	reward = item(place)
	doc = go(place.manager, request(place.leader, person, reward), "Returned", decision_reason="改数量")
	frappe.set_user("Administrator")
	frappe.db.set_value("Reward Item", reward.name, "points_price", 30)
	doc = go(place.leader, doc, "Returned", qty=2)
	assert (doc.points, points(person)) == (60, (500, 0))
	doc = go(place.leader, doc, "Requested")
	assert (doc.points, doc.decision_reason) == (60, None)
	assert points(person) == (500, 60) and stock(reward) == (10, 2)
	doc = go(place.manager, doc, "Returned", decision_reason="再改")
	frappe.set_user("Administrator")
	frappe.db.set_value("Reward Item", reward.name, "status", "Withdrawn")
	with pytest.raises(RedemptionError, match="not on offer"):
		go(place.leader, doc, "Requested")
	assert points(person) == (500, 0) and stock(reward) == (10, 0)
	go(place.leader, doc, "Cancelled", decision_reason="不要了")
	assert points(person) == (500, 0) and stock(reward) == (10, 0)


def test_neither_is_held_where_one_is_short(place, person):
	scarce = item(place, stock_qty=1)
	with pytest.raises(RewardStockError, match="are left, 2 are needed"):
		request(place.leader, person, scarce, qty=2)
	dear = item(place, points_price=501)
	with pytest.raises(InsufficientPointsError):
		request(place.leader, person, dear)
	assert points(person) == (500, 0) and stock(scarce) == (1, 0) and stock(dear) == (10, 0)
	assert not frappe.db.exists(REDEMPTION, {"volunteer": person.name})
	poor = place.volunteer()
	with pytest.raises(RedemptionError):
		request(place.leader, poor, scarce)


def test_held_points_are_spent_once_only(place, person):
	first, second = item(place, points_price=300), item(place, points_price=300)
	request(place.leader, person, first)
	with pytest.raises(InsufficientPointsError):
		request(place.leader, person, second)
	assert points(person) == (500, 300) and stock(second) == (10, 0)


@pytest.mark.parametrize(
	("values", "reward_values", "message"),
	[
		({"hours": 99}, {}, "6000 approved minutes"),
		({"state": "Suspended"}, {}, "Only registered"),
		({}, {"status": "Draft"}, "not on offer"),
		({}, {"valid_from": day(2)}, "is offered from"),
		({}, {"valid_to": day(-2)}, "was offered until"),
		({}, {"min_star": 2}, "star 2 or more"),
		({"date_of_birth": day(-365 * 15), "guardian_consent": 1, "guardian_name": "李母",
			"guardian_phone": "13800138000"}, {}, "guardian must agree"),
	],
)  # fmt: skip
def test_what_the_rules_refuse(place, values, reward_values, message):
	who = rich(place, **values)
	reward = item(place, **reward_values)
	with pytest.raises(RedemptionError, match=message):
		request(place.leader, who, reward)
	assert points(who) == (500, 0) and stock(reward) == (10, 0)


@pytest.mark.parametrize(
	("qty", "error", "message"),
	[
		(0, RedemptionError, "0 cannot be a quantity"),
		(-1, RedemptionError, "-1 cannot be a quantity"),
		("abc", EntryError, "Quantity cannot be abc"),
	],
)
def test_impossible_quantities(place, person, qty, error, message):
	with pytest.raises(error, match=message):
		request(place.leader, person, item(place), qty=qty)
	assert points(person) == (500, 0)


def test_the_limit_counts_open_and_fulfilled_ones(place, person):
	reward = item(place, limit_per_volunteer=2)
	first = request(place.leader, person, reward)
	request(place.leader, person, reward)
	with pytest.raises(RedemptionError, match="limited to 2"):
		request(place.leader, person, reward)
	go(place.leader, first, "Fulfilled", **SIGNED)
	with pytest.raises(RedemptionError, match="limited to 2"):
		request(place.leader, person, reward)
	go(place.officer, first, "Cancelled", decision_reason="退回")
	request(place.leader, person, reward)


def test_the_rule_in_force_decides_on_goods_and_others(place, person):
	goods, service = item(place), item(place, reward_type="Service", has_stock=0)
	other = {"beneficiary_kind": "Other", "beneficiary": "王奶奶"}
	doc = request(place.leader, person, goods, **other)
	assert doc.beneficiary == "王奶奶"
	frappe.set_user("Administrator")
	rule = frappe.get_all("Points Rule", filters={"is_disabled": 0}, pluck="name")[0]
	frappe.db.set_value("Points Rule", rule, {"goods_allowed": 0, "redeem_for_others": 0})
	with pytest.raises(RedemptionError, match="services only"):
		request(place.leader, person, goods)
	with pytest.raises(RedemptionError, match="oneself only"):
		request(place.leader, person, service, **other)
	request(place.leader, person, service)
	frappe.set_user("Administrator")
	frappe.db.set_value("Points Rule", rule, "is_disabled", 1)
	with pytest.raises(RedemptionError, match="No Points Rule"):
		request(place.leader, person, service)


def test_by_proxy_with_name_and_proof(place, person):
	reward = item(place)
	with pytest.raises(RedemptionError, match="needs the name of the proxy and a proof"):
		request(place.leader, person, reward, channel="Proxy", proxy_name="李女士")
	doc = request(
		place.leader, person, reward, channel="Proxy", proxy_name="李女士", proxy_proof="/files/proof.png"
	)
	assert doc.proxy_name == "李女士" and not doc.is_counter_item
	with pytest.raises(TransitionNotAllowedError):
		go(place.leader, doc, "Fulfilled", collected_by="李女士", receipt_signed=1)
	doc = go(place.manager, doc, "Approved")
	go(place.leader, doc, "Fulfilled", collected_by="李女士", receipt_signed=1)
	assert points(person) == (480, 0)


# --- the counter --------------------------------------------------------------------------------------------


def test_low_value_goes_in_one_step_with_the_signature(place, person):
	reward = item(place, points_price=50)
	frappe.set_user(place.leader)
	doc = desk.at_counter(person.name, reward.name, 1, **SIGNED)
	assert (doc.workflow_state, doc.fulfilled_by, doc.approved_by) == ("Fulfilled", place.leader, None)
	assert points(person) == (450, 0) and stock(reward) == (9, 0)


@pytest.mark.parametrize("missing", [{"collected_by": None}, {"receipt_signed": 0}])
def test_nothing_is_left_of_a_counter_redemption_without_receipt(place, person, missing):
	reward = item(place)
	frappe.set_user(place.leader)
	with pytest.raises(RedemptionError):
		desk.at_counter(person.name, reward.name, 1, **{**SIGNED, **missing})
	assert not frappe.db.exists(REDEMPTION, {"volunteer": person.name})
	assert points(person) == (500, 0) and stock(reward) == (10, 0)


def test_above_the_limit_it_waits_for_approval(place, person):
	reward = item(place, points_price=51)
	frappe.set_user(place.leader)
	doc = desk.at_counter(person.name, reward.name, 1, **SIGNED)
	assert doc.workflow_state == "Requested"
	with pytest.raises(TransitionNotAllowedError):
		go(place.leader, doc, "Fulfilled", **SIGNED)


def test_from_the_threshold_on_two_persons(place, person):
	reward = item(place, points_price=200)
	doc = go(place.manager, request(place.leader, person, reward), "Approved")
	with pytest.raises(RedemptionError, match="two persons"):
		go(place.manager, doc, "Fulfilled", **SIGNED)
	assert points(person) == (500, 200)
	go(place.leader, doc, "Fulfilled", **SIGNED)
	below = go(place.manager, request(place.leader, person, item(place, points_price=199)), "Approved")
	go(place.manager, below, "Fulfilled", **SIGNED)


def test_two_persons_go_before_the_counters_one_step(place, person):
	settings(counter_limit_points=500, two_persons_points=200)
	doc = request(place.leader, person, item(place, points_price=200))
	assert not doc.is_counter_item


def test_preview_says_what_would_be_and_makes_nothing(place, person):
	reward = item(place, stock_qty=3)
	frappe.set_user(place.leader)
	found = desk.preview(person.name, reward.name, 2)
	assert (found["points"], found["available"], found["left"], found["is_one_step"], found["problem"]) == (
		40, 500, 3, True, None,
	)  # fmt: skip
	assert "3 of" in desk.preview(person.name, reward.name, 4)["problem"]
	dear = item(place, points_price=600)
	assert "600 points are needed" in desk.preview(person.name, dear.name)["problem"]
	assert not frappe.local.message_log
	assert not frappe.db.exists(REDEMPTION, {"volunteer": person.name})


def test_the_counter_locks_the_reward_once(monkeypatch):
	"""Eight times in one request, before the locked row was handed on."""
	place = make.Place().staff()
	who, reward = rich(place), item(place)
	frappe.set_user(place.leader)
	statements, sql = [], frappe.db.sql

	def counted(query, *args, **kwargs):
		statements.append(" ".join(str(query).lower().split()))
		return sql(query, *args, **kwargs)

	monkeypatch.setattr(frappe.db, "sql", counted)
	doc = desk.at_counter(who.name, reward.name, **SIGNED)
	monkeypatch.undo()
	assert doc.workflow_state == "Fulfilled"
	locks = [query for query in statements if "from `tabreward item`" in query and "for update" in query]
	assert len(locks) == 1, locks
	assert frappe.db.get_value("Reward Item", reward.name, ["stock_qty", "held_qty"]) == (9, 0)
