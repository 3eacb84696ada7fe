"""A volunteer chooses on the phone what to be told and how, by the form and by the keyboard."""

import frappe
import pytest

from tests import factories as make
from tests.browser import axe
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, place, ready

pytestmark = pytest.mark.commits
NOTICES = "/my-volunteer-service/notices"
PREFERENCE = "Message Preference"


@pytest.fixture
def who():
	"""A volunteer of an organisation that has a gateway for text messages."""
	before = frappe.db.get_single_value("SMS Settings", "sms_gateway_url")
	frappe.db.set_single_value("SMS Settings", "sms_gateway_url", "http://127.0.0.1:9/send")
	here = place()
	user = ready(make.make_user(make.VOLUNTEER))
	here.volunteer(user=user, full_name="欧阳秀兰", mobile="13800001111")
	frappe.db.commit()
	yield user
	frappe.db.rollback()
	frappe.db.set_single_value("SMS Settings", "sms_gateway_url", before or "")
	frappe.db.commit()


def chosen(user: str) -> list:
	frappe.db.rollback()
	return frappe.get_all(
		PREFERENCE,
		{"user": user, "by_sms": 1},
		["kind", "digest", "quiet_from", "quiet_until"],
		order_by="kind",
	)


@pytest.mark.parametrize("width", [390, 320])
def test_the_choice_is_made_and_kept_on_a_phone(browser, who, width):
	page = browser.new_page(width=width, height=844)
	login(page, who, PASSWORD)
	page.goto(f"{NOTICES}?lang=zh")
	cover = page.locator("[data-kind=Cover]")
	cover.get_by_label("短信").check()
	cover.get_by_label("每天汇总一次").check()
	call = page.locator("[data-kind=Call-out]")
	call.get_by_label("短信").focus()
	page.keyboard.press("Space")
	assert call.get_by_label("每天汇总一次").count() == 0, "what is urgent is never put off"
	page.locator("[name=quiet_from]").select_option("20")
	page.get_by_role("button", name="保存我的选择").click()
	page.locator("#notice-choices .message.good").wait_for()
	shot(page, f"messages-{width}", full_page=True)
	assert axe.wider(page) <= 0 and axe.cut_texts(page) == []
	assert axe.small_targets(page) == [] and axe.shut_out(page) == []
	hours = {"quiet_from": 20, "quiet_until": 8}
	assert chosen(who) == [
		{"kind": "Call-out", "digest": "At Once", **hours},
		{"kind": "Cover", "digest": "Once a Day", **hours},
	]
	page.reload()
	assert page.locator("[data-kind=Cover]").get_by_label("短信").is_checked()
	assert page.locator("[name=quiet_from]").input_value() == "20"
