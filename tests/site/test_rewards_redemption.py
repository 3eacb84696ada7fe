"""Redemptions through their workflow: points and stock are held together, posted, given back."""

import datetime

import frappe
import frappe.client
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from tests.site.rewards_world import (
	REDEMPTION,
	SIGNED,
	ask,
	go,
	item,
	points,
	request,
	rich,
	sponsor,
	stock,
)
from volunteer_services.exceptions import (
	InsufficientPointsError,
	OutOfScopeError,
	PointsAccountError,
	ReasonRequiredError,
	RedemptionError,
	RetentionError,
	RewardStockError,
	SelfApprovalError,
	StateEditError,
	TransitionNotAllowedError,
	TransitionPermissionError,
)
from volunteer_services.services import points_accounts, points_audit, redemption_desk


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
	sink = points_accounts.sink_key(giver.name)
	assert points_accounts.balance(sink) == 100
	transfer = frappe.get_doc("Points Transfer", f"redeem-{doc.name}")
	assert (transfer.kind, transfer.voucher, transfer.points) == ("Redeemed", doc.name, 100)
	with pytest.raises(ReasonRequiredError):
		go(place.officer, doc, "Cancelled")
	with pytest.raises(TransitionPermissionError):
		go(place.manager, doc, "Cancelled", decision_reason="破损")
	go(place.officer, doc, "Cancelled", decision_reason="包装破损")
	assert points(person) == (500, 0) and stock(reward) == (10, 0)
	assert points_accounts.balance(sink) == 0
	assert frappe.db.get_value("Points Transfer", {"reversal_of": transfer.name}, "kind") == "Reversed"
	with pytest.raises(TransitionNotAllowedError):
		go(place.officer, doc, "Fulfilled", **SIGNED)


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


@pytest.mark.parametrize("qty", [0, -1, "abc"])
def test_impossible_quantities(place, person, qty):
	with pytest.raises(frappe.ValidationError):
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
	with pytest.raises((RedemptionError, frappe.MandatoryError)):
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
	doc = redemption_desk.at_counter(person.name, reward.name, 1, **SIGNED)
	assert (doc.workflow_state, doc.fulfilled_by, doc.approved_by) == ("Fulfilled", place.leader, None)
	assert points(person) == (450, 0) and stock(reward) == (9, 0)


@pytest.mark.parametrize("missing", [{"collected_by": None}, {"receipt_signed": 0}])
def test_nothing_is_left_of_a_counter_redemption_without_receipt(place, person, missing):
	reward = item(place)
	frappe.set_user(place.leader)
	with pytest.raises(RedemptionError):
		redemption_desk.at_counter(person.name, reward.name, 1, **{**SIGNED, **missing})
	assert not frappe.db.exists(REDEMPTION, {"volunteer": person.name})
	assert points(person) == (500, 0) and stock(reward) == (10, 0)


def test_above_the_limit_it_waits_for_approval(place, person):
	reward = item(place, points_price=51)
	frappe.set_user(place.leader)
	doc = redemption_desk.at_counter(person.name, reward.name, 1, **SIGNED)
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
	found = redemption_desk.preview(person.name, reward.name, 2)
	assert (found["points"], found["available"], found["left"], found["is_one_step"], found["problem"]) == (
		40, 500, 3, True, None,
	)  # fmt: skip
	assert "3 of" in redemption_desk.preview(person.name, reward.name, 4)["problem"]
	dear = item(place, points_price=600)
	assert "600 points are needed" in redemption_desk.preview(person.name, dear.name)["problem"]
	assert not frappe.local.message_log
	assert not frappe.db.exists(REDEMPTION, {"volunteer": person.name})


# --- who may what -------------------------------------------------------------------------------------------


def test_nobody_approves_or_hands_over_the_own_redemption(place):
	leader_file = rich(place, user=place.leader)
	manager_file = rich(place, user=place.manager)
	reward = item(place)
	with pytest.raises(SelfApprovalError):
		go(place.leader, request(place.leader, leader_file, reward), "Fulfilled", **SIGNED)
	doc = request(place.leader, manager_file, reward)
	with pytest.raises(SelfApprovalError):
		go(place.manager, doc, "Approved")
	with pytest.raises(SelfApprovalError):
		go(place.manager, doc, "Fulfilled", **SIGNED)
	entered = request(place.manager, leader_file, reward)
	with pytest.raises(SelfApprovalError):
		go(place.manager, entered, "Approved")
	go(place.officer, entered, "Approved")


def test_volunteers_ask_for_themselves_only(place, person):
	reward = item(place)
	doc = ask(person.user, reward)
	assert (doc.channel, doc.requested_by, doc.workflow_state) == ("Portal", person.user, "Requested")
	assert not doc.is_counter_item
	stranger = rich(place)
	with pytest.raises(OutOfScopeError):
		request(person.user, stranger, reward)
	with pytest.raises((TransitionPermissionError, TransitionNotAllowedError)):
		go(person.user, doc, "Fulfilled", **SIGNED)
	with pytest.raises((TransitionPermissionError, TransitionNotAllowedError)):
		go(person.user, doc, "Approved")
	with pytest.raises(StateEditError):
		go(person.user, doc, "Requested", qty=5)
	with pytest.raises(StateEditError):
		go(person.user, doc, "Requested", collected_by="我")
	assert points(stranger) == (500, 0) and points(person) == (500, 20)
	frappe.set_user(person.user)
	assert redemption_desk.cancel(doc.name).workflow_state == "Cancelled"
	assert points(person) == (500, 0) and stock(reward) == (10, 0)
	assert frappe.get_list(REDEMPTION, pluck="volunteer") == [person.name]


def test_a_volunteer_does_not_cancel_somebody_elses(place, person):
	theirs = request(place.leader, rich(place), item(place))
	frappe.set_user(person.user)
	with pytest.raises(frappe.PermissionError):
		redemption_desk.cancel(theirs.name, "x")
	assert frappe.get_list(REDEMPTION, pluck="name") == []


def test_a_user_without_a_file_is_told(place):
	with pytest.raises(RedemptionError, match="no volunteer's file"):
		ask(make.make_user(make.VOLUNTEER), item(place))


def test_foreign_staff_neither_sees_nor_spends(place, person):
	far = make.Place().staff()
	reward = item(place)
	doc = request(place.leader, person, reward)
	for user in (far.leader, far.manager, far.officer, far.city_officer):
		frappe.set_user(user)
		assert doc.name not in frappe.get_list(REDEMPTION, pluck="name")
		assert not frappe.has_permission(REDEMPTION, "read", doc.name)
		with pytest.raises(frappe.PermissionError):
			go(user, doc, "Cancelled", decision_reason="x")
		with pytest.raises(OutOfScopeError):
			request(user, person, reward)
	frappe.set_user("Administrator")
	auditor = make.make_user(make.AUDITOR)
	frappe.set_user(auditor)
	assert doc.name in frappe.get_list(REDEMPTION, pluck="name", limit_page_length=0)
	with pytest.raises(frappe.PermissionError):
		go(auditor, doc, "Approved")
	with pytest.raises(frappe.PermissionError):
		request(auditor, person, reward)
	assert points(person) == (500, 20)


def test_what_lies_at_another_site_is_handed_out_there(place, person):
	far = make.Place().staff()
	reward = item(far)
	doc = ask(person.user, reward)
	assert doc.site == far.site.name
	with pytest.raises(TransitionNotAllowedError):
		go(place.leader, doc, "Fulfilled", **SIGNED)
	for user in (place.manager, place.officer):
		with pytest.raises(frappe.PermissionError):
			go(user, doc, "Approved")
	doc = go(far.officer, doc, "Approved")
	with pytest.raises(OutOfScopeError):
		go(place.leader, doc, "Fulfilled", **SIGNED)
	go(far.manager, doc, "Fulfilled", **SIGNED)
	assert stock(reward) == (9, 0)


def test_the_state_follows_the_workflow_by_every_route(place, person):
	reward = item(place)
	frappe.set_user(place.leader)
	values = {"doctype": REDEMPTION, "volunteer": person.name, "reward_item": reward.name}
	with pytest.raises(TransitionNotAllowedError):
		frappe.get_doc({**values, "workflow_state": "Fulfilled"}).insert()
	forged = frappe.get_doc({**values, "workflow_state": "Fulfilled"})
	forged.flags.system_transition = True
	with pytest.raises(RedemptionError, match="begins as a request"):
		forged.insert()
	doc = request(place.leader, person, reward)
	with pytest.raises(TransitionNotAllowedError):
		doc.db_set("workflow_state", "Fulfilled")
	with pytest.raises(TransitionPermissionError):
		frappe.client.set_value(REDEMPTION, doc.name, "workflow_state", "Approved")
	frappe.client.set_value(REDEMPTION, doc.name, "points", 1)
	assert frappe.db.get_value(REDEMPTION, doc.name, "points") == 20
	with pytest.raises(StateEditError):
		frappe.client.set_value(REDEMPTION, doc.name, "qty", 9)
	frappe.set_user("Administrator")
	for refused in (lambda: doc.delete(), lambda: frappe.rename_doc(REDEMPTION, doc.name, "X")):
		with pytest.raises((RetentionError, frappe.ValidationError)):
			refused()
	assert points(person) == (500, 20) and stock(reward) == (10, 1)


def test_what_comes_in_read_only_is_not_believed(place, person):
	reward = item(place)
	doc = request(
		place.leader, person, reward, points=1, points_price=1, approved_by=place.leader,
		fulfilled_by=place.leader, is_counter_item=1, requested_by="Administrator", receipt_signed=1,
	)  # fmt: skip
	assert (doc.points, doc.points_price, doc.requested_by) == (20, 20, place.leader)
	assert not (doc.approved_by or doc.fulfilled_by or doc.receipt_signed)


def test_a_redemption_stays_the_volunteers(place, person):
	reward = item(place)
	doc = go(place.manager, request(place.leader, person, reward), "Returned", decision_reason="改")
	with pytest.raises(RedemptionError, match="is a redemption of"):
		go(place.leader, doc, "Requested", volunteer=rich(place).name)


def test_after_the_hand_over_only_a_remark_is_added(place, person):
	frappe.set_user(place.leader)
	doc = redemption_desk.at_counter(person.name, item(place).name, 1, **SIGNED)
	go(place.leader, doc, "Fulfilled", remark="已登记纸质台账")
	with pytest.raises(StateEditError):
		go(place.leader, doc, "Fulfilled", collected_by="别人")


def test_the_workflows_own_actions(place, person):
	reward = item(place, points_price=60)
	doc = request(place.leader, person, reward)
	with pytest.raises(frappe.ValidationError):
		apply_workflow(doc, "Approve")
	frappe.set_user(place.manager)
	doc = apply_workflow(frappe.get_doc(REDEMPTION, doc.name), "Approve")
	assert (doc.workflow_state, doc.approved_by) == ("Approved", place.manager)
	with pytest.raises(RedemptionError, match="who collects"):
		apply_workflow(frappe.get_doc(REDEMPTION, doc.name), "Hand Over")


def test_points_under_review_are_not_spent(place, person):
	account = points_accounts.volunteer_key(person.name)
	reward = item(place)
	doc = request(place.leader, person, reward)
	frappe.set_user("Administrator")
	frappe.db.set_value("Points Account", account, "status", "Under Review")
	with pytest.raises(PointsAccountError):
		request(place.leader, person, reward)
	with pytest.raises(PointsAccountError):
		go(place.leader, doc, "Fulfilled", **SIGNED)
	go(place.leader, doc, "Cancelled", decision_reason="账户复核中")
	assert points(person) == (500, 0) and stock(reward) == (10, 0)


def test_a_failure_in_the_middle_leaves_nothing_also_for_those_who_go_on(place, person):
	"""The ERP's error, for example: here the stock was counted away behind the time bank's back."""
	reward = item(place)
	doc = request(place.leader, person, reward)
	frappe.db.sql("update `tabReward Item` set stock_qty = 0 where name = %s", reward.name)
	with pytest.raises(RewardStockError, match="Correct the stock first"):
		go(place.leader, doc, "Fulfilled", **SIGNED)
	assert frappe.db.get_value(REDEMPTION, doc.name, "workflow_state") == "Requested"
	assert points(person) == (500, 20) and stock(reward) == (0, 1)
	assert not frappe.db.exists("Points Transfer", f"redeem-{doc.name}")
	assert reward.name not in [row["reference_name"] for row in points_audit.findings(10**6)]
