"""The tablet at a site's door: opened by its manager, who is logged out; in and out by code and by number."""

import re

import frappe
import pytest

from tests.browser import axe
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, place, ready
from tests.site.volunteer_projects.signing_world import published
from volunteer_services.api import activities
from volunteer_services.volunteer_projects.services.presence import passes

pytestmark = pytest.mark.commits
PAGE = "/volunteer-kiosk"
SIZES = [(1024, 768), (390, 844), (320, 640)]
ENGLISH = re.compile(r"[A-Za-z]{4,}")


@pytest.fixture
def here():
	"""A site with an activity that begins within the hour, and somebody who signed up for it."""
	from frappe.utils import add_to_date, now_datetime

	world = place()
	frappe.db.set_value("Service Site", world.site.name, "site_name", "海珠湿地社工站")
	person = world.volunteer(full_name="欧阳秀兰", mobile="13800001111")
	starts_on = add_to_date(now_datetime().replace(second=0, microsecond=0), minutes=45)
	activity = published(world, starts_on, activity_name="社区清洁日", location="海珠湿地公园")
	frappe.set_user(world.leader)
	activities.sign_up(activity.name, person.name)
	frappe.set_user("Administrator")
	ready(world.manager)
	frappe.db.commit()
	return frappe._dict(site=world.site.name, manager=world.manager, person=person)


def tablet(browser, here, width: int = 1024, height: int = 768):
	page = browser.new_page(width=width, height=height)
	login(page, here.manager, PASSWORD)
	page.goto(f"{PAGE}?site={here.site}&lang=zh")
	return page


def begun(browser, here, width: int = 1024, height: int = 768):
	page = tablet(browser, here, width, height)
	page.get_by_role("button", name="开启签到机并退出登录").click()
	page.locator("[data-state=open]").wait_for()
	return page


def faults(page, name: str) -> list:
	"""What is wrong with the screen for somebody who reads, touches or hears it."""
	shot(page, f"kiosk-{name}", full_page=True)
	text = page.locator("main").inner_text().replace("English", "")
	wide = [axe.wider(page)] if axe.wider(page) > 0 else []
	found = [*wide, *axe.cut_texts(page), *axe.small_targets(page), *axe.shut_out(page)]
	return [*found, *ENGLISH.findall(text)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_each_screen_fits_and_shuts_nobody_out(browser, here, width, height):
	guest = browser.new_page(width=width, height=height)
	guest.goto(f"{PAGE}?lang=zh")
	guest.locator("[data-state=ended]").wait_for()
	assert faults(guest, f"ended-{width}") == []
	assert faults(tablet(browser, here, width, height), f"begin-{width}") == []
	page = begun(browser, here, width, height)
	assert faults(page, f"open-{width}") == []
	page.locator("#scan input").fill(passes.make(here.person.name)["text"])
	page.locator("#scan input").press("Enter")
	page.locator("#answer.good").wait_for()
	assert faults(page, f"in-{width}") == []


def test_a_scanner_and_a_number_check_in_and_out_and_the_screen_is_empty_again(browser, here):
	page = begun(browser, here)
	assert page.evaluate("document.activeElement.name") == "text", "a scanner types at once"
	page.keyboard.type(passes.make(here.person.name)["text"])
	page.keyboard.press("Enter")
	page.locator("#answer.good").wait_for()
	said = page.locator("#answer").inner_text()
	assert "签到成功" in said and "欧***" in said and "社区清洁日" in said
	assert "秀兰" not in page.locator("body").inner_text() and here.person.name not in said
	page.locator("#answer").wait_for(state="hidden", timeout=8000)
	assert page.locator("#answer").text_content().strip() == ""
	assert page.evaluate("document.activeElement.name") == "text"
	frappe.db.rollback()
	frappe.db.sql(
		"""update `tabCheck In` set `happened_at` = `happened_at` - interval 5 minute
		where `volunteer` = %s""",
		(here.person.name,),
	)
	frappe.db.commit()
	page.get_by_label("志愿者编号").fill(here.person.name)
	page.get_by_label("姓名", exact=True).fill("欧阳秀兰")
	page.get_by_role("button", name="签到 / 签退").click()
	page.locator("#answer", has_text="签退成功").wait_for()
	shot(page, "kiosk-out-1024")
	page.locator("#answer").click()
	page.get_by_label("志愿者编号").fill(here.person.name)
	page.get_by_label("姓名", exact=True).fill("欧阳")
	page.get_by_role("button", name="签到 / 签退").click()
	page.locator("#answer.bad", has_text="未能识别").wait_for()
	shot(page, "kiosk-wrong-1024")


def test_the_tablet_is_logged_in_as_nobody_and_ends_by_its_button(browser, here):
	page = begun(browser, here)
	asked = page.request.get("/api/method/frappe.auth.get_logged_user")
	assert not asked.ok or asked.json().get("message") in (None, "Guest")
	assert not page.request.get("/api/resource/Volunteer Profile").ok
	cookies = {one["name"]: one for one in page.context.cookies()}
	kept = cookies["vs_kiosk"]
	assert kept["httpOnly"] and kept["sameSite"] == "Strict"
	assert cookies.get("sid", {}).get("value", "Guest") in ("", "Guest")
	page.on("dialog", lambda dialog: dialog.accept())
	page.get_by_text("工作人员操作").click()
	shot(page, "kiosk-staff-1024")
	page.get_by_role("button", name="结束本机的签到机").click()
	page.locator("[data-state=ended]").wait_for()
	frappe.db.rollback()
	assert frappe.get_all("Site Kiosk", {"opened_by": here.manager}, pluck="closed_on")[0]


def test_the_desk_leads_to_it(browser, here):
	from tests.browser.desk import Desk

	desk = Desk(browser, here.manager)
	desk.open(f"service-site/{here.site}")
	desk.page.get_by_role("button", name="开启签到机").click()
	desk.page.wait_for_url("**/volunteer-kiosk?site=*")
	assert desk.page.locator("select[name=service_site]").input_value() == here.site
