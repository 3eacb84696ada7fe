"""The first hour in the desk: the manager's steps, the help menu, empty lists; in Chinese."""

import re

import frappe
import pytest

from tests import factories as make
from tests.browser.conftest import shot
from tests.browser.desk import Desk, place, slug
from volunteer_services.portal.services.handbook import ROUTE

pytestmark = pytest.mark.commits
ONBOARDING = "Volunteer Services"
STEP = ".onboarding-step:visible, .onb-panel .onb-group:visible"  # on the workspace (15), beside it (16)


@pytest.fixture(scope="module")
def here(site):
	made = place().staff()
	site.db.commit()
	return made


@pytest.fixture
def first_hour():
	"""The steps are open and switched on, as after the setup wizard."""
	before = frappe.db.get_single_value("System Settings", "enable_onboarding")
	_switch(1)
	yield
	_switch(before)


def _switch(on: int) -> None:
	frappe.db.rollback()
	frappe.db.set_single_value("System Settings", "enable_onboarding", on)
	frappe.get_doc("Module Onboarding", ONBOARDING).reset_progress()
	frappe.db.commit()
	frappe.clear_cache()


def open_workspace(desk: Desk):
	desk.open(slug(ONBOARDING))
	desk.page.locator(".shortcut-widget-box, .links-widget-box").first.wait_for()
	desk.idle()
	return desk.page


def press(found) -> None:
	"""Frappe's own tour of the desk lies over the page."""
	found.evaluate("one => one.click()")


def test_the_manager_is_led_through_the_first_hour(browser, first_hour):
	desk = Desk(browser, make.make_user(make.MANAGER))
	page = open_workspace(desk)
	page.locator(STEP).first.wait_for()
	assert page.locator(STEP).count() == 10
	words = page.locator(".onboarding-widget-box, .onb-panel").first.inner_text()
	assert not re.findall(r"[A-Za-z]{3,}", words), words
	shot(page, "first-hour-1440")
	if not page.locator(".onboarding-step").count():
		return  # Frappe 16: no text beside the steps
	press(page.locator(".onboarding-step", has_text="建立记录单位"))
	link = page.locator(".onboarding-step-body a", has_text="怎么做")
	assert link.get_attribute("href") == f"{ROUTE}/first-hour#units"
	press(page.locator(".onboarding-step-footer button"))
	page.wait_for_function("window.cur_frm && cur_frm.doctype === 'Recording Unit' && cur_frm.is_new()")


def test_others_are_not(browser, here, first_hour):
	page = open_workspace(Desk(browser, here.city_officer))
	assert page.locator(STEP).count() == 0


@pytest.mark.parametrize(
	("doctype", "said", "address"),
	[
		("Service Activity", "请为已批准的项目新建活动", "activities#plan"),
		("Reward Redemption", "柜台兑换", "points#counter"),
		("Service Log", "零星的服务在这里单独录入", "records#entry"),
	],
)
def test_an_empty_list_says_the_next_step(browser, here, doctype, said, address):
	desk = Desk(browser, here.manager)
	desk.listing(doctype, rows=0)
	box = desk.shown(".no-result .msg-box")
	assert said in box.inner_text()
	assert box.locator("a").get_attribute("href") == f"{ROUTE}/{address}"
	assert not re.findall(r"[A-Za-z]{3,}", box.inner_text())


def test_the_help_menu_leads_to_the_page_of_the_list(browser, here):
	desk = Desk(browser, here.manager)
	desk.listing("Service Log")
	(link,) = desk.page.evaluate("frappe.help.help_links['List/Service Log']")
	assert link["label"] == "志愿服务记录：使用说明"
	menu = desk.page.locator(".dropdown-help")
	if menu.count():  # Frappe 16 keeps the menu behind the name of the sidebar
		menu.locator("[data-toggle]").click()
		assert menu.get_by_text("志愿服务使用手册").get_attribute("href") == ROUTE
		assert menu.get_by_text(link["label"]).get_attribute("href") == link["url"]
	desk.page.goto(link["url"])
	assert desk.page.locator("h1").inner_text() == "服务记录与更正"
	assert desk.page.locator("#entry").is_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_handbook_fits(browser, width):
	page = browser.new_page(locale="zh-CN")
	page.set_viewport_size({"width": width, "height": 844})
	page.goto(ROUTE)
	assert page.evaluate("document.documentElement.scrollWidth") <= width
	contents = page.locator(".pages")
	if width < 760:
		contents.locator("summary").click()
	contents.get_by_text("数据导入").click()
	assert page.locator("h1").inner_text() == "数据导入"
	assert page.evaluate("document.documentElement.scrollWidth") <= width
	shot(page, f"handbook-imports-{width}")
