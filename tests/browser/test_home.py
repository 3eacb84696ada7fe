"""The home of each role: one screen, few calls, in Chinese; and where people land."""

import re

import frappe
import pytest

from tests import factories as make
from tests.browser.conftest import shot
from tests.browser.desk import Desk, place

pytestmark = pytest.mark.commits
HOME = "volunteer-home"
MOST_CALLS = 15
STAFF = {
	make.LEADER: "leader",
	make.SITE: "manager",
	make.DISTRICT: "officer",
	make.CITY: "city_officer",
	make.MANAGER: None,
	make.AUDITOR: None,
}


@pytest.fixture(scope="module")
def here(site):
	made = place()
	person = made.volunteer()
	for state in ("Pending Team Review", "Pending Site Review", "Pending District Review"):
		log = make.make_log(made, person.name, state=state)
		frappe.db.set_value("Service Log", log.name, "next_review", "Approved")
	site.db.commit()
	return made


def user_of(here, role: str) -> str:
	return getattr(here, STAFF[role]) if STAFF[role] else make.make_user(role)


@pytest.mark.parametrize("role", STAFF)
def test_the_home_stands_on_one_screen(browser, here, role):
	desk = Desk(browser, user_of(here, role), "zh")
	page = desk.page
	page.set_viewport_size({"width": 1440, "height": 900})
	calls = []
	page.on("request", lambda one: one.resource_type in ("xhr", "fetch") and calls.append(one.url))
	page.goto("/app", wait_until="domcontentloaded")
	page.locator(".volunteer-home .vh-rooms").wait_for()
	desk.idle()
	assert page.evaluate("frappe.get_route_str()") == HOME, "who opens the desk lands at home"
	asked = [url for url in calls if "socket.io" not in url]
	assert len(asked) <= MOST_CALLS, asked
	assert sum("api.home.today" in url for url in asked) == 1
	foot = page.locator(".vh-rooms").bounding_box()
	assert foot["y"] + foot["height"] <= 900
	text = page.locator(".volunteer-home").inner_text()
	assert not re.findall(r"[A-Za-z]{3,}", text)
	shot(page, f"home-{role}-1440")
	page.set_viewport_size({"width": 390, "height": 844})
	page.wait_for_timeout(300)
	assert page.evaluate("document.documentElement.scrollWidth") <= 390
	shot(page, f"home-{role}-390", full_page=True)


def test_a_click_opens_what_waits(browser, here):
	desk = Desk(browser, here.manager, "zh")
	desk.open(HOME)
	label = desk.word("Records to Review")
	tile = desk.shown(".vh-tile").filter(has_text=label)
	count = int(tile.locator(".vh-number").inner_text())
	tile.click()
	desk.page.wait_for_function("window.cur_list && cur_list.doctype === 'Service Log'")
	desk.wait_rows(count)
	assert count >= 1


def test_others_land_where_they_landed(browser, here):
	desk = Desk(browser, make.make_user("Website Manager"), "zh")
	desk.page.goto("/app", wait_until="domcontentloaded")
	desk.page.wait_for_function("window.frappe && frappe.boot && frappe.get_route && frappe.get_route()")
	assert HOME not in desk.page.evaluate("frappe.get_route_str()")


def test_the_public_page_is_open_to_everybody(page):
	page.goto("/volunteer-services?lang=zh", wait_until="domcontentloaded")
	page.locator(".ways a").nth(2).wait_for()
	assert not re.findall(r"[A-Za-z]{3,}", page.locator("nav.ways").inner_text())
	shot(page, "public-page-1440")
	page.set_viewport_size({"width": 390, "height": 844})
	assert page.evaluate("document.documentElement.scrollWidth") <= 390
	shot(page, "public-page-390", full_page=True)
