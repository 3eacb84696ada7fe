"""A volunteer's pages in the hand: 390 and 320 px, both languages, large type, by keyboard and with axe."""

import re

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.browser import axe
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, place, ready
from tests.site.service_records.corrections_world import approved
from tests.site.volunteer_projects.signing_world import SOON, published
from tests.site.volunteer_readiness import readiness_world as readiness
from volunteer_services.api import activities
from volunteer_services.portal.services.own import parts

pytestmark = pytest.mark.commits
HOME = "/my-volunteer-service"
ENGLISH = re.compile(r"[A-Za-z]{4,}")
# What stays as it is in a Chinese text: the names of languages, numbers of documents, invented names.
NO_ENGLISH = re.compile(r"English|V\d+|VA-|PRJ-|\S+@\S+")


@pytest.fixture
def who():
	"""A volunteer with some of everything: records, a sign-up, a qualification that ends, a child."""
	here = place()
	user = ready(make.make_user(make.VOLUNTEER))
	person = here.volunteer(user=user, full_name="欧阳秀兰", mobile="13800001111")
	for day in (3, 5, 9):
		approved(here, person.name, service_date=f"2026-03-{day:02d}", minutes=150)
	make.make_membership(person.name, here.team.name)
	kind = readiness.qualification_type(title=make.unique("初级急救证"))
	readiness.verified(here, person.name, kind.name, valid_until=add_days(nowdate(), 20))
	here.volunteer(
		full_name="欧阳小童",
		date_of_birth=add_days(nowdate(), -11 * 365),
		guardian_name="欧阳秀兰",
		guardian_phone="13800001111",
		guardian_consent=1,
		child_data_consent=1,
	)
	activity = published(here, SOON, activity_name="社区清洁日", location="海珠湿地公园")
	published(here, SOON, activity_name="敬老院探访", location="区敬老院", capacity=10)
	frappe.set_user(user)
	activities.sign_up(activity.name)
	frappe.set_user("Administrator")
	frappe.db.commit()
	return frappe._dict(user=user, name=person.name)


def phone_of(browser, who, width: int = 390, lang: str = "zh"):
	page = browser.new_page(width=width, height=844)
	login(page, who.user, PASSWORD)
	page.goto(f"{HOME}?lang={lang}")
	return page


@pytest.mark.parametrize("width, lang", [(390, "zh"), (320, "en"), (320, "zh-TW"), (1440, "zh")])
def test_every_page_fits_and_shuts_nobody_out(browser, who, width, lang):
	page = phone_of(browser, who, width, lang)
	for part in parts.PARTS.values():
		page.goto(part.address)
		shot(page, f"own-{part.route or 'home'}-{width}-{lang}", full_page=True)
		assert page.locator("html").get_attribute("lang") == lang, "the choice goes along"
		assert axe.wider(page) <= 0, part.address
		assert axe.cut_texts(page) == [], part.address
		assert axe.small_targets(page) == [], part.address
		assert axe.shut_out(page) == [], part.address
		if lang != "en":
			text = NO_ENGLISH.sub("", page.locator("body").inner_text())
			assert not ENGLISH.findall(text), part.address


def test_large_type_stays_and_nothing_is_cut(browser, who):
	page = phone_of(browser, who)
	page.goto(f"{HOME}/more")
	page.get_by_label("大字显示").check()
	for part in parts.PARTS.values():
		page.goto(part.address)
		assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 21
		assert axe.wider(page) <= 0 and axe.cut_texts(page) == [], part.address
	shot(page, "own-large-390", full_page=True)
	page.goto(HOME)
	shot(page, "own-large-home-390", full_page=True)


def test_the_bar_leads_everywhere_by_keyboard(browser, who):
	page = phone_of(browser, who)
	page.keyboard.press("Tab")
	assert page.evaluate("document.activeElement.className") == "skip"
	page.locator(".tabs a").nth(3).focus()
	page.keyboard.press("Enter")
	page.wait_for_url("**/records")
	assert page.locator(".tabs [aria-current]").inner_text() == "记录"
	assert page.get_by_role("heading", name="我的服务记录", exact=True).count() == 1


def test_what_waits_leads_to_where_it_is_done(browser, who):
	page = phone_of(browser, who)
	page.locator("#to-do a", has_text="初级急救证").click()
	page.locator("#qualifications", has_text="初级急救证").wait_for()
	page.goto(HOME)
	assert "社区清洁日" in page.locator("#next-shift").inner_text()
	page.locator("#next-shift .button").click()
	page.locator("#show-pass").wait_for()


def test_three_taps_take_a_consent_back(browser, who):
	frappe.db.set_value("Volunteer Profile", who.name, "photo_consent", 1)
	frappe.db.commit()
	page = phone_of(browser, who)
	page.on("dialog", lambda dialog: dialog.accept())
	page.locator(".tabs a").last.click()
	page.get_by_role("link", name="我的资料与授权").click()
	page.locator("[data-consent=photo] .take-back").click()
	page.locator("[data-consent=photo]", has_text="未授权").wait_for()
	frappe.db.rollback()
	assert not frappe.db.get_value("Volunteer Profile", who.name, "photo_consent")
