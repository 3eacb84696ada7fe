"""Vests are given to all in one dialog, and noted as they come back; what is out stands on one's phone."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from tests.browser.conftest import shot
from tests.browser.desk import Desk, place
from tests.browser.test_shifts import PHONE, _own_page, wider_than_the_screen
from tests.site.volunteer_projects.materials_world import MATERIAL, listed, sums
from tests.site.volunteer_projects.signing_world import portal, published
from volunteer_services.api import activities

pytestmark = pytest.mark.commits


def test_vests_go_out_and_come_back(browser):
	here = place()
	people = [portal(here, full_name=name) for name in ("李秀兰", "王小明", "陈志强")]
	starts_on = now_datetime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=2)
	activity = published(here, starts_on=starts_on, activity_name="春运暖冬志愿服务")
	for one in people:
		activities.sign_up(activity.name, one.name)
	vest = listed(here, activity, size_or_model="XL", planned=3)
	listed(here, activity, "饮用水", kind="Used Up", unit="箱", planned=5)
	frappe.db.commit()

	leader = Desk(browser, here.leader)
	leader.form("Service Activity", activity.name)
	leader.shown(".volunteer-materials").wait_for()
	_menu(leader, "发放")
	dialog = leader.dialog("发放物资")
	dialog.get_by_text("陈志强").wait_for()
	assert dialog.locator("[data-fieldname=people] input:checked").count() == 3
	shot(leader.page, "hand-out")
	leader.confirm(dialog)
	dialog.wait_for(state="hidden")
	frappe.db.rollback()
	assert sums(vest) == (3, 0, 0, 0, 3)

	leader.form("Service Activity", activity.name)
	leader.shown(".volunteer-materials").get_by_text("马甲 XL").wait_for()
	assert "还有 3 件未归还" in leader.shown(".form-dashboard").inner_text()
	shot(leader.page, "materials-1440")
	_menu(leader, "登记归还")
	dialog = leader.dialog("登记物资归还")
	dialog.get_by_text("陈志强").wait_for()
	row = dialog.locator("tr", has_text="李秀兰")
	row.get_by_role("button", name="全部归还").click()
	assert row.locator("[data-outcome=whole]").input_value() == "1"
	dialog.locator("tr", has_text="陈志强").locator("[data-outcome=missing]").fill("1")
	shot(leader.page, "bring-back")
	leader.confirm(dialog)
	dialog.wait_for(state="hidden")
	frappe.db.rollback()
	assert sums(vest) == (3, 1, 0, 1, 1)

	leader.page.set_viewport_size(PHONE)
	leader.form("Service Activity", activity.name)
	leader.shown(".volunteer-materials").wait_for()
	leader.page.wait_for_timeout(500)
	assert wider_than_the_screen(leader.page) <= 0
	leader.shown(".volunteer-materials").scroll_into_view_if_needed()
	shot(leader.page, "materials-390")
	assert frappe.db.get_value(MATERIAL, vest.name, "still_out") == 1

	page = _own_page(browser, people[1], "team")
	held = page.locator("#materials")
	assert "马甲 XL" in held.inner_text() and "1 件" in held.inner_text()
	assert wider_than_the_screen(page) <= 0
	shot(page, "materials-own-390", full_page=True)


def _menu(desk, word: str) -> None:
	"""An entry of the group of buttons for materials."""
	desk.idle()
	group = desk.shown(".page-head .inner-group-button").filter(has_text="活动物资")
	group.locator("button:visible").first.click()
	group.locator(".dropdown-item:visible").filter(has_text=word).first.click()
