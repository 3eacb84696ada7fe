"""Somebody is found by pinyin or by the last four of a phone, from anywhere in the desk, in two clicks."""

import frappe
import pytest

from tests.browser.conftest import shot
from tests.browser.desk import Desk, place

pytestmark = pytest.mark.commits
PROFILE = "Volunteer Profile"


@pytest.fixture
def world():
	here = place()
	person = here.volunteer(full_name="陈小明", mobile="13800138001")
	frappe.db.commit()
	return frappe._dict(place=here, person=person)


@pytest.mark.parametrize("text", ["csm", "chenxm", "8001"])
def test_a_person_is_found_in_two_clicks(browser, world, text):
	desk = Desk(browser, world.place.leader)
	page = desk.page
	page.goto("/app/volunteer-services")
	search = page.locator("#navbar-search")
	search.click()  # the first
	search.fill(text)
	offer = page.locator(".awesomplete li", has_text="陈小明").first
	offer.wait_for()
	shot(page, f"found-by-{text}")
	offer.click()  # the second
	page.locator(f"[data-page-route='{PROFILE}'] .title-text", has_text="陈小明").wait_for()
	assert world.person.name in page.url


def test_a_link_and_a_list_find_by_pinyin(browser, world):
	desk = Desk(browser, world.place.manager)
	page = desk.page
	page.goto("/app/volunteer-profile?full_name=%5B%22like%22%2C%22%25chenxm%25%22%5D")
	rows = page.locator(".list-row-container .list-subject", has_text="陈小明")
	rows.first.wait_for()
	assert rows.count() == page.locator(".list-row-container .list-subject").count()
	shot(page, "list-by-pinyin")


def test_a_list_on_a_phone_has_two_lines_a_row(browser, world):
	desk = Desk(browser, world.place.manager)
	page = desk.page
	page.set_viewport_size({"width": 390, "height": 844})
	page.goto("/app/volunteer-profile")
	line = page.locator(".volunteer-second-line", has_text="13800138001").first
	line.wait_for()
	assert line.locator("a[href='tel:13800138001']").count() == 1
	assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
	shot(page, "volunteers-phone")
