"""From the request on a telephone to the receipt, and the counter's one dialog, in a real Chromium."""

import frappe
import pytest

from tests import factories as make
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, Desk, place, ready, stored
from tests.site.time_bank.rewards_world import ITEM, REDEMPTION, item, points, rich, stock

pytestmark = pytest.mark.commits
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGE = "/my-volunteer-service/points"


def sign(page, within) -> None:
	"""Draw on the signature pad as a person does."""
	pad = within.locator(".signature-field canvas.jSignature:visible").first
	pad.scroll_into_view_if_needed()
	box = pad.bounding_box()
	page.mouse.move(box["x"] + 30, box["y"] + 60)
	page.mouse.down()
	for step in range(1, 12):
		page.mouse.move(box["x"] + 30 + 14 * step, box["y"] + 60 + (24 if step % 2 else -18))
	page.mouse.up()


def test_from_the_request_on_a_telephone_to_the_receipt(browser):
	here = place()
	user = ready(make.make_user(make.VOLUNTEER))
	who = rich(here, user=user, full_name="欧阳秀兰")
	reward = item(here, item_title="大米五公斤", points_price=60, how_to_collect="周三下午到社工站领取。")
	frappe.db.commit()

	phone = browser.new_page(width=390, height=844)
	login(phone, user, PASSWORD)
	phone.goto(PAGE)
	assert phone.evaluate(SIDEWAYS) <= 0
	assert phone.locator("#points-available").inner_text() == "500"
	card = phone.locator(f"[data-reward='{reward.name}']")
	card.locator(".redeem").click()
	assert "用 60 积分兑换" in card.locator("[data-question]").inner_text()
	card.locator("[name=qty]").fill("2")
	assert "用 120 积分兑换" in card.locator("[data-question]").inner_text()
	card.locator("[name=qty]").fill("1")
	assert phone.evaluate(SIDEWAYS) <= 0
	shot(phone, "rewards-phone-redeem")
	card.locator("[type=submit]").click()
	phone.locator("[data-redemption]").first.wait_for()
	assert phone.locator("#points-held").inner_text() == "60"
	assert "待审核" in phone.locator("[data-redemption]").first.inner_text()
	assert phone.evaluate(SIDEWAYS) <= 0
	shot(phone, "rewards-phone", full_page=True)
	name = phone.locator("[data-redemption]").first.get_attribute("data-redemption")
	row = stored(REDEMPTION, name, "workflow_state", "channel", "points", "volunteer")
	assert row == {"workflow_state": "Requested", "channel": "Portal", "points": 60, "volunteer": who.name}
	assert points(who) == (500, 60) and stock(reward) == (10, 1)

	desk = Desk(browser, here.manager)
	desk.listing(REDEMPTION, rows=1)
	shot(desk.page, "rewards-redemption-list")
	desk.form(REDEMPTION, name)
	desk.action("Approve")
	desk.wait_state("Approved")
	shot(desk.page, "rewards-redemption-approved")
	desk.action("Hand Over")
	dialog = desk.dialog(desk.word("Hand Over"))
	assert dialog.locator("[data-fieldname=collected_by] input").input_value() == "欧阳秀兰"
	sign(desk.page, dialog)
	shot(desk.page, "rewards-hand-over")
	desk.confirm(dialog)
	desk.wait_state("Fulfilled")
	row = stored(REDEMPTION, name, "collected_by", "fulfilled_by", "signature")
	assert (row.collected_by, row.fulfilled_by) == ("欧阳秀兰", here.manager)
	assert row.signature.startswith("data:image/png;base64,")
	assert points(who) == (440, 0) and stock(reward) == (9, 0)
	with desk.page.context.expect_page() as opened:
		desk.button(desk.word("Print Redemption Receipt"))
	receipt = opened.value
	receipt.locator(".receipt").wait_for()
	text = receipt.locator(".receipt").inner_text()
	assert "兑换凭证" in text and "500" in text and "440" in text and name in text
	assert receipt.locator(".receipt .sign img").evaluate("node => node.naturalWidth") > 0
	shot(receipt, "rewards-receipt")


def test_a_volunteer_withdraws_a_request(browser):
	here = place()
	user = ready(make.make_user(make.VOLUNTEER))
	who = rich(here, user=user)
	reward = item(here)
	frappe.set_user(user)
	from volunteer_services.time_bank.services.rewards import desk

	name = desk.request_own(user, reward.name).name
	frappe.set_user("Administrator")
	frappe.db.commit()
	phone = browser.new_page(width=390, height=844)
	login(phone, user, PASSWORD)
	phone.goto(PAGE)
	phone.on("dialog", lambda dialog: dialog.accept())
	phone.locator(f".cancel-redemption[data-name='{name}']").click()
	phone.wait_for_function("document.getElementById('points-held').textContent === '0'")
	assert stored(REDEMPTION, name, "workflow_state").workflow_state == "Cancelled"
	assert points(who) == (500, 0) and stock(reward) == (10, 0)


def test_at_the_counter_one_dialog_is_enough(browser):
	here = place()
	who = rich(here, full_name="陈桂芳")
	reward, dear = item(here, item_title="理发一次"), item(here, item_title="电饭煲", points_price=220)
	frappe.db.commit()
	desk = Desk(browser, here.leader)
	desk.form("Volunteer Profile", who.name)
	desk.button(desk.word("Redeem at the Counter"))
	dialog = desk.dialog(desk.word("Redeem at the Counter"))
	pick(desk, dialog, "reward_item", "电饭煲")
	dialog.get_by_text(desk.word("Waits for approval before it is handed over.")).wait_for()
	pick(desk, dialog, "reward_item", "理发")
	dialog.get_by_text(desk.word("Handed over at once, with the signature.")).wait_for()
	desk.idle()
	assert dialog.locator("[data-fieldname=collected_by] input").input_value() == "陈桂芳"
	sign(desk.page, dialog)
	shot(desk.page, "rewards-counter")
	desk.confirm(dialog)
	desk.message("20")
	shot(desk.page, "rewards-counter-done")
	frappe.db.rollback()
	assert frappe.get_all(REDEMPTION, {"volunteer": who.name}, ["workflow_state", "points"]) == [
		{"workflow_state": "Fulfilled", "points": 20}
	]
	assert points(who) == (480, 0) and stock(reward) == (9, 0) and stock(dear) == (10, 0)


def test_stock_comes_in_by_its_own_dialog(browser):
	here = place()
	reward = item(here, item_title="毛巾两条")
	frappe.db.commit()
	desk = Desk(browser, here.manager)
	desk.form(ITEM, reward.name)
	shot(desk.page, "rewards-item")
	desk.page.evaluate("volunteer_services.rewards.receive_stock(cur_frm)")
	dialog = desk.dialog(desk.word("Receive Stock"))
	fill(desk, dialog, "qty", "5")
	desk.confirm(dialog)
	desk.page.wait_for_function("cur_frm.doc.stock_qty === 15")
	desk.page.evaluate("volunteer_services.rewards.correct_stock(cur_frm)")
	dialog = desk.dialog(desk.word("Correct Stock"))
	fill(desk, dialog, "counted", "12")
	fill(desk, dialog, "reason", "盘点短少")
	desk.confirm(dialog)
	desk.page.wait_for_function("cur_frm.doc.stock_qty === 12")
	frappe.db.rollback()
	assert stock(reward) == (12, 0)
	desk.open("reward-item/view/image")
	desk.page.wait_for_function("window.cur_list && cur_list.view_name === 'Image'")
	desk.idle()
	shot(desk.page, "rewards-images")


def fill(desk, dialog, field: str, value: str) -> None:
	"""Type into a field of the dialog until it holds: while it opens, it empties its fields once more."""
	box = dialog.locator(f"[data-fieldname={field}] input, [data-fieldname={field}] textarea").first
	for _ in range(5):
		box.fill(value)
		box.press("Tab")
		desk.page.wait_for_timeout(400)
		if desk.page.evaluate("field => String(cur_dialog.get_value(field) ?? '')", field) == value:
			return
	raise AssertionError(f"{field} does not hold {value}")


def pick(desk, dialog, field: str, text: str) -> None:
	box = dialog.locator(f"[data-fieldname={field}] input").first
	box.click()
	box.fill("")
	box.press_sequentially(text, delay=10)
	dialog.locator(f"[data-fieldname={field}] .awesomplete > ul > *", has_text=text).first.click()
	desk.idle()
