"""What anybody sees on a phone: activities, sites, stars, figures; and what works without network."""

import re
from datetime import timedelta

import frappe
import pytest

from tests import factories as make
from tests.browser import axe
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, place, ready
from tests.site.volunteer_projects.signing_world import SOON, published
from volunteer_services.portal.services import rendering

pytestmark = pytest.mark.commits
ENGLISH = re.compile(r"[A-Za-z]{4,}")
STAYS = re.compile(r"English|https?://\S+|VA-\d+")


@pytest.fixture
def here():
	here = place()
	published(here, SOON, activity_name="社区清洁日", location="海珠湿地公园", shows_place=1, capacity=20)
	published(here, SOON + timedelta(days=1), activity_name="敬老院探访", capacity=10)
	frappe.db.set_value("Service Site", here.site.name, "opening_hours", "周一至周五 9:00–17:00")
	who = here.volunteer(full_name="欧阳秀兰")
	frappe.db.set_value("Volunteer Profile", who.name, {"star_level": 3, "star_since": "2026-03-05"})
	frappe.db.commit()
	forget_pages()
	return here


def forget_pages() -> None:
	for key in ("page", "public"):
		frappe.cache.delete_keys(f"volunteer_services:{key}")


def addresses(here) -> dict[str, str]:
	activity = frappe.db.get_value(
		"Service Activity", {"activity_name": "社区清洁日", "team": here.team.name}, "name"
	)
	return {page: f"/{page}" for page in rendering.PUBLIC} | {
		"activity": f"/volunteer-activities/{activity}",
		"site": f"/volunteer-sites/{here.site.name}",
		"star-notice": "/star-notice",
		"points-pool": "/volunteer-points-pool",
		"verify": "/verify-certificate?code=ABCD-EFGH-JKLM-NPQR-STUV",
	}


@pytest.mark.parametrize("width, lang", [(390, "zh"), (320, "en"), (320, "zh-TW"), (1440, "zh")])
def test_every_page_fits_and_shuts_nobody_out(browser, here, width, lang):
	page = browser.new_page(width=width, height=844)
	page.goto(f"/volunteer-services?lang={lang}")
	for name, address in addresses(here).items():
		page.goto(address)
		shot(page, f"public-{name}-{width}-{lang}", full_page=True)
		assert page.locator("html").get_attribute("lang") == lang, address
		assert axe.wider(page) <= 0 and axe.cut_texts(page) == [], address
		assert axe.small_targets(page) == [] and axe.shut_out(page) == [], address
		if lang != "en":
			text = STAYS.sub("", page.locator("body").inner_text())
			assert not ENGLISH.findall(text), (address, ENGLISH.findall(text))


def test_somebody_finds_an_activity_and_comes_to_its_sign_up(browser, here):
	who = here.volunteer(user=ready(make.make_user(make.VOLUNTEER)), full_name="欧阳秀兰")
	frappe.db.commit()
	page = browser.new_page(width=390, height=844)
	name = make.unique("社区清洁日")
	day = SOON + timedelta(days=45)  # on which no other test has activities: the first page holds it
	published(here, day, activity_name=name, location="海珠湿地公园", shows_place=1, capacity=20)
	other = make.unique("敬老院探访")
	published(here, day + timedelta(days=1), activity_name=other, capacity=10)
	frappe.db.commit()
	forget_pages()
	page.goto("/volunteer-services?lang=zh")
	page.get_by_role("link", name="活动报名").first.click()
	page.locator("[name=day]").fill(f"{day:%Y-%m-%d}")
	page.get_by_role("button", name="查找").click()
	page.locator("#activities a", has_text=name).wait_for()
	assert page.locator("#activities", has_text=other).count() == 0
	page.locator("#activities a", has_text=name).click()
	page.locator("#activity").wait_for()
	assert "海珠湿地公园" in page.locator("#notice").inner_text()
	page.get_by_role("link", name="我要报名").click()
	page.wait_for_url("**/login?redirect-to=**")
	login(page, who.user, PASSWORD)
	page.goto(page.url.split("redirect-to=")[1].replace("%3F", "?").replace("%3D", "="))
	wanted = page.locator("#wanted")
	shot(page, "wanted-390", full_page=True)
	wanted.locator(".sign-up").click()
	page.locator("#sign-ups [data-sign-up]", has_text="社区清洁日").wait_for()


def test_the_nearest_district_is_asked_for_once(browser, here):
	frappe.db.set_value("Service Region", here.site.region, {"latitude": 23.1, "longitude": 113.3})
	frappe.db.commit()
	page = browser.new_page(width=390, height=844)
	page.context.grant_permissions(["geolocation"])
	page.context.set_geolocation({"latitude": 23.1234567, "longitude": 113.3456789})
	page.goto("/volunteer-activities?lang=zh")
	page.get_by_role("button", name="离我最近的在前").click()
	page.wait_for_url("**lat=23.1&**")
	assert "23.12" not in page.url and "不保存您的位置" in page.locator("#filters").inner_text()
	assert axe.wider(page) <= 0


def test_the_check_in_code_is_there_without_network(browser, here):
	who = here.volunteer(user=ready(make.make_user(make.VOLUNTEER)), full_name="欧阳秀兰")
	frappe.db.commit()
	page = browser.new_page(width=390, height=844)
	login(page, who.user, PASSWORD)
	page.goto("/my-volunteer-service/code?lang=zh")
	page.locator("#show-pass").click()
	page.locator("#pass-picture:visible").wait_for()
	page.evaluate("navigator.serviceWorker.ready.then(() => true)")
	page.wait_for_function("navigator.serviceWorker.controller")
	page.context.set_offline(True)
	page.goto("/my-volunteer-service/code")
	page.locator("#kept-pass img:visible").wait_for()
	assert page.locator("#kept-pass img").evaluate("node => node.naturalWidth") > 100
	assert "没有网络" in page.locator("h1").inner_text() and axe.wider(page) <= 0
	shot(page, "offline-390", full_page=True)
	page.context.set_offline(False)
	page.locator("#show-pass").wait_for()  # the page that was asked for comes back by itself
	page.goto("/my-volunteer-service/more")
	page.locator("#log-out").click()
	page.wait_for_url("**/login**")
	assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes(':pass:')).length") == 0


def test_the_site_can_be_put_on_the_home_screen(browser, here):
	page = browser.new_page(width=390, height=844)
	page.goto("/volunteer-services")
	answer = page.request.get(page.locator("link[rel=manifest]").get_attribute("href"))
	manifest = answer.json()
	assert answer.headers["content-type"].startswith("application/manifest+json")
	assert manifest["start_url"] == "/my-volunteer-service" and manifest["display"] == "standalone"
	for icon in manifest["icons"]:
		assert page.request.get(icon["src"]).ok, icon


def test_pages_are_small(browser, here):
	"""At most 150 kB over the wire on the first visit and 40 kB after, uncompressed."""
	who = here.volunteer(user=ready(make.make_user(make.VOLUNTEER)), full_name="欧阳秀兰")
	frappe.db.commit()
	own = {"own": "/my-volunteer-service", "own sign-up": "/my-volunteer-service/sign-up"}
	for address in (addresses(here) | own).values():
		page = browser.new_page(width=390, height=844)
		login(page, who.user, PASSWORD)
		assert weight_of(page, address) <= 150_000, address
		assert weight_of(page, address) <= 40_000, address


def weight_of(page, address: str) -> int:
	"""The bytes that a visit loads: what the browser kept costs nothing."""
	sizes = []

	def note(request) -> None:
		sizes.append(request.sizes()["responseBodySize"])

	page.on("requestfinished", note)
	page.goto(address)
	page.wait_for_load_state("networkidle")
	page.remove_listener("requestfinished", note)
	return sum(max(size, 0) for size in sizes)
