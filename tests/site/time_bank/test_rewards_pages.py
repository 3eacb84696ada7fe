"""What volunteers see of points and rewards on their own page, the API over the web, and the receipt."""

import re

import frappe
import pytest
from frappe.utils import set_request
from frappe.website.serve import get_response

from tests import factories as make
from tests.site.time_bank.rewards_world import ITEM, SIGNED, ask, go, item, request, rich
from volunteer_services.api import rewards as api
from volunteer_services.time_bank.reporting import receipt
from volunteer_services.time_bank.services.rewards import desk

PATH = "my-volunteer-service/points"
FORMAT = "Redemption Receipt"


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


@pytest.fixture
def person(place):
	return rich(place, user=make.make_user(make.VOLUNTEER), full_name="李小梅")


def visit(user, **parameters) -> str:
	frappe.set_user(user)
	frappe.local.lang = "en"
	frappe.local.form_dict = frappe._dict(parameters)
	frappe.local.response = frappe._dict(docs=[])
	set_request(path=f"/{PATH}", query_string=parameters)
	response = get_response(PATH)
	html = response.get_data(as_text=True)
	assert response.status_code == 200, re.findall(r"Traceback.*?</", html, re.S)
	frappe.local.form_dict = frappe._dict()
	return html


def figures(html: str) -> tuple[str, ...]:
	return tuple(
		re.search(rf'id="points-{name}">([^<]*)<', html)[1] for name in ("balance", "held", "available")
	)


def rewards_in(html: str) -> list[str]:
	return re.findall(r'<article class="reward" data-reward="([^"]+)"', html)


def redeemable(html: str) -> list[str]:
	return re.findall(r'class="redeem" data-name="([^"]+)"', html)


def test_points_rewards_and_requests_of_the_own_file_alone(place, person):
	near, dear = item(place), item(place, points_price=501)
	other = rich(place, user=make.make_user(make.VOLUNTEER), points=77)
	theirs = ask(other.user, near)
	mine = ask(person.user, near, 2)
	html = visit(person.user)
	assert figures(html) == ("500", "40", "460")
	assert mine.name in html and theirs.name not in html and other.name not in html
	assert {near.name, dear.name} <= set(rewards_in(html))
	assert near.name in redeemable(html) and dear.name not in redeemable(html)
	assert f'cancel-redemption" data-name="{mine.name}"' in html
	assert html.count("data-entry") == 1
	assert figures(visit(other.user)) == ("77", "20", "57")


def test_what_became_of_the_requests(place, person):
	reward = item(place, how_to_collect="周三下午到社工站<b>领取</b>")
	rejected = go(place.manager, ask(person.user, reward), "Rejected", decision_reason="本月名额已满")
	frappe.set_user(place.leader)
	done = desk.at_counter(person.name, reward.name, 1, **SIGNED)
	waiting = ask(person.user, reward)
	html = visit(person.user)
	assert "本月名额已满" in html and "&lt;b&gt;领取" in html and "<b>领取" not in html
	assert re.findall(r'data-redemption="([^"]+)"', html)[0] == waiting.name
	assert {rejected.name, done.name} <= set(re.findall(r'data-redemption="([^"]+)"', html))
	assert f"name={done.name}&amp;format=Redemption%20Receipt" in html
	assert f"name={rejected.name}&amp;format" not in html


def test_who_may_not_redeem_yet_is_told_from_when(place):
	young = rich(place, hours=99, user=make.make_user(make.VOLUNTEER))
	item(place)
	html = visit(young.user)
	assert "once you have 100 h" in html and redeemable(html) == []


def test_pages_filters_and_odd_addresses(place, person):
	for _ in range(13):
		item(place)
	service = item(place, reward_type="Service", has_stock=0)
	item(place, points_price=999)
	first = visit(person.user, kind="Goods")
	assert len(rewards_in(first)) == 12 and "kind=Goods&amp;rewards=2#rewards" in first
	assert service.name in rewards_in(visit(person.user, kind="Service"))
	assert "999 points" not in visit(person.user, reach="1", rewards="2")
	for odd in ({"kind": "' or 1=1"}, {"rewards": "-3"}, {"rewards": "x"}, {"reach": "<script>"}):
		assert "<script>&" not in visit(person.user, **odd)


def test_without_time_bank_the_page_is_as_before(place, person):
	frappe.db.set_value("Points Rule", {"is_disabled": 0}, "is_disabled", 1)
	nobody = place.volunteer(user=make.make_user(make.VOLUNTEER))
	assert 'id="points"' not in visit(nobody.user)
	assert figures(visit(person.user)) == ("500", "0", "500")


def test_the_page_is_chinese_complete(place, person):
	item(place, min_star=1, limit_per_volunteer=2, valid_to="2099-12-31")
	ask(person.user, item(place))
	html = visit(person.user, lang="zh")
	assert html.count("<h2>我的积分") == 1 and "兑换项目" in html and "待审核" in html and "实物" in html
	points = html[html.index("<h2>我的积分") : html.index('<section class="card" id="records"')]
	text = re.sub(r"<[^>]+>|RR-\d+-\d+|RI-\d+|&\w+;", " ", points)
	assert not re.findall(r"[A-Za-z]{3,}", text)


def test_the_catalogue_by_api(place, person):
	reward = item(place)
	for user, reach in ((person.user, True), (place.leader, False), (make.make_user(make.AUDITOR), False)):
		frappe.set_user(user)
		found = api.catalogue(text=reward.item_title)
		assert [(row.name, row.in_reach, row.left) for row in found["rows"]] == [(reward.name, reach, 10)]
	frappe.set_user("Guest")
	with pytest.raises(frappe.PermissionError):
		api.catalogue()


def test_standing_and_preview_are_for_those_who_may_see_the_file(place, person):
	far = make.Place().staff()
	reward = item(place)
	frappe.set_user(place.leader)
	assert api.standing(person.name).available == 500
	assert api.preview(person.name, reward.name)["points"] == 20
	stranger = rich(place, user=make.make_user(make.VOLUNTEER))
	for user in (far.leader, far.officer, stranger.user, "Guest"):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			api.standing(person.name)
		with pytest.raises(frappe.PermissionError):
			api.preview(person.name, reward.name)
	frappe.set_user(person.user)
	assert api.standing(person.name).balance == 500


def test_the_counter_offers_what_is_handed_out_where_one_serves(place, person):
	near, anywhere = item(place, item_title="理发一次"), item(place, item_title="理发一次", site=None)
	far = make.Place().staff()
	other = item(far, item_title="理发一次")

	def offered(user, text="理发", **filters):
		frappe.set_user(user)
		return {row[0] for row in api.offered_at_counter("Reward Item", text, "name", 0, 50, filters)}

	everywhere = {near.name, anywhere.name}
	assert offered(place.leader) & {*everywhere, other.name} == everywhere
	assert offered(place.manager, "lf") & {*everywhere, other.name} == everywhere
	assert offered(far.officer) & {*everywhere, other.name} == {other.name, anywhere.name}
	assert offered(place.leader, volunteer=person.name) >= {near.name}
	frappe.set_user("Administrator")
	item(place, item_title="理发一次", status="Draft")
	far_away = item(place, item_title="理发一次", valid_to="2020-01-01")
	assert offered(place.leader) & {far_away.name} == set()
	for user, filters in ((far.leader, {"volunteer": person.name}), (person.user, {}), ("Guest", {})):
		with pytest.raises(frappe.PermissionError):
			offered(user, **filters)


def test_the_preview_says_that_a_reward_lies_elsewhere(place, person):
	other = item(make.Place().staff(), item_title="理发一次")
	frappe.set_user(place.leader)
	found = api.preview(person.name, other.name)
	assert "outside your appointments" in found["problem"]


def test_writing_is_refused_before_anything_is_done(place, person):
	reward = item(place)
	doc = request(place.leader, person, reward)
	stranger = rich(place, user=make.make_user(make.VOLUNTEER))
	auditor = make.make_user(make.AUDITOR)
	for user in (stranger.user, auditor, "Guest"):
		frappe.set_user(user)
		for call in (
			lambda: api.redeem_at_counter(person.name, reward.name, 1, "某人", True),
			lambda: api.cancel(doc.name, "x"),
			lambda: api.hand_over(doc.name, "某人", True),
			lambda: api.receive_stock(reward.name, 5),
			lambda: api.correct_stock(reward.name, 5, 10, "x"),
		):
			with pytest.raises(frappe.PermissionError):
				call()
	frappe.set_user(auditor)
	with pytest.raises(frappe.PermissionError):
		api.request(reward.name)
	assert frappe.db.get_value(ITEM, reward.name, ["stock_qty", "held_qty"]) == (10, 1)


def test_the_receipt_shows_the_balance_before_and_after(place, person):
	reward = item(place, item_title="大米<b>五公斤</b>", points_price=30)
	frappe.set_user(place.leader)
	doc = desk.at_counter(person.name, reward.name, 1, **SIGNED)
	frappe.set_user(person.user)
	html = frappe.get_print("Reward Redemption", doc.name, FORMAT)
	for shown in ("兑换凭证", "李小梅", ">500<", ">30<", ">470<", "陈奶奶", doc.name, place.site.site_name):
		assert shown in html, shown
	assert "<b>五公斤" not in html and "NOT HANDED OVER" not in html and "元" not in html
	waiting = ask(person.user, item(place))
	assert "NOT HANDED OVER" in frappe.get_print("Reward Redemption", waiting.name, FORMAT)
	stranger = rich(place, user=make.make_user(make.VOLUNTEER))
	frappe.set_user(stranger.user)
	assert not frappe.has_permission("Reward Redemption", "print", doc.name)
	with pytest.raises(frappe.PermissionError):
		receipt.redemption_receipt(doc.name)
