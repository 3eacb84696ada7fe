"""An event with many shifts, planned in one dialog and seen in one table, on desk and phone; a cover and the
leader of a shift on the own page."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from tests import factories as make
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, Desk, place, ready
from tests.site.volunteer_projects.signing_world import SHIFT, SIGN_UP, portal, published, row
from volunteer_services.api import activities, covers

pytestmark = pytest.mark.commits
PHONE = {"width": 390, "height": 844}


def event(here):
	"""A published activity of a project with two posts, the day after tomorrow from nine to one."""
	here.project = make.make_project(
		here.team,
		here.unit.name,
		posts=[
			{"post_title": "引导", "headcount": 2, "min_star": 0},
			{"post_title": "行李搬运", "headcount": 3, "min_star": 0},
		],
	)
	starts_on = now_datetime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=2)
	return published(here, starts_on=starts_on, activity_name="春运暖冬志愿服务")


def wider_than_the_screen(page) -> int:
	return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_shifts_are_planned_and_seen_in_one_table(browser):
	here = place()
	activity = event(here)
	first, second = portal(here), portal(here)
	leader = Desk(browser, here.leader)
	leader.form("Service Activity", activity.name)
	leader.page.evaluate("volunteer_services.shift_matrix.plan(cur_frm)")
	dialog = leader.dialog("批量排班")
	dialog.locator("[data-fieldname=times] .grid-row").first.wait_for()
	shot(leader.page, "plan-shifts")
	leader.confirm(dialog)
	dialog.wait_for(state="hidden")
	leader.page.wait_for_function("document.querySelectorAll('.volunteer-matrix tbody tr').length === 3")
	guiding = frappe.db.get_value(SHIFT, {"activity": activity.name, "post": "引导"})
	assert frappe.db.count(SHIFT, {"activity": activity.name}) == 2
	for who in (first, second):
		activities.sign_up(activity.name, who.name, shift=guiding)
	frappe.db.commit()

	leader.form("Service Activity", activity.name)
	matrix = leader.shown(".volunteer-matrix")
	matrix.wait_for()
	text = matrix.inner_text()
	assert "引导" in text and "2 / 2" in text and "名额已满" in text and "0 / 3" in text and "总计" in text
	shot(leader.page, "matrix-1440")
	leader.page.set_viewport_size(PHONE)
	leader.page.wait_for_timeout(500)
	assert wider_than_the_screen(leader.page) <= 0
	matrix.scroll_into_view_if_needed()
	shot(leader.page, "matrix-390")
	matrix.get_by_text("2 / 2").first.click()
	leader.page.wait_for_function("window.cur_list && cur_list.doctype === 'Activity Sign Up'")
	leader.wait_rows(2)


def test_a_cover_is_found_and_the_shift_is_led_on_a_phone(browser):
	here = place()
	who, other = portal(here, full_name="李秀兰"), portal(here, full_name="王小明")
	activity = event(here)
	frappe.set_user(who.user)
	activities.sign_up(activity.name)
	sign_up = row(activity, who)
	request = covers.ask(sign_up.name, "孩子发烧")["name"]
	frappe.set_user("Administrator")
	frappe.db.set_value(SHIFT, sign_up.shift, "shift_leader", who.name)
	page = _own_page(browser, other, "sign-up")
	asked = page.locator(f'[data-cover="{request}"]')
	assert "李秀兰请人顶班" in asked.inner_text() and "孩子发烧" in asked.inner_text()
	assert wider_than_the_screen(page) <= 0
	shot(page, "cover-390", full_page=True)
	asked.get_by_role("button", name="我来顶班").click()
	page.locator("#sign-ups").get_by_text("已确认").wait_for()
	frappe.db.rollback()
	assert frappe.db.get_value(SIGN_UP, sign_up.name, "status") == "Substituted"

	page = _own_page(browser, who, "team")
	led = page.locator("#led-shifts")
	assert "王小明" in led.inner_text() and "已确认" in led.inner_text()
	assert wider_than_the_screen(page) <= 0
	shot(page, "led-390", full_page=True)
	page.on("dialog", lambda dialog: dialog.accept("临时有事"))
	led.get_by_role("button", name="准假").click()
	led.get_by_text("请假").wait_for()


def _own_page(browser, who, part):
	ready(who.user)
	frappe.db.commit()
	page = browser.new_page(width=PHONE["width"], height=PHONE["height"])
	login(page, who.user, PASSWORD)
	page.goto(f"/my-volunteer-service/{part}?lang=zh")
	return page
