"""Recipients at the desk: a sheet becomes files, a walk, papers, communities; and a need at the door."""

import time

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests.browser.conftest import shot
from tests.browser.desk import Desk, place
from tests.browser.test_chinese import english
from tests.site.service_needs.needs_world import NEED, RECIPIENT, kind, need, recipient
from tests.site.service_needs.test_asking import offer
from tests.site.service_needs.test_pairings import HOME, pair
from tests.site.service_needs.test_recipient_sheets import ROW, book, changed
from volunteer_services.service_needs.services.recipients import contact

pytestmark = pytest.mark.commits
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def here():
	return place()


def at_desk(browser, here, size: dict = WIDE, language: str = "zh") -> Desk:
	frappe.db.commit()
	desk = Desk(browser, here.manager, language)
	desk.page.set_viewport_size(size)
	return desk


def test_a_sheet_is_looked_at_and_becomes_files(browser, here):
	recipient(here, birth_year=1945)
	kept = changed(姓名="李伯", 性别="男", 出生年月="1950")
	rows = (ROW, kept, changed(姓名="王奶奶", 同意日期=""), changed(姓名="李伯", 性别="男", 出生年月="1950"))
	desk = at_desk(browser, here)
	desk.listing(RECIPIENT)
	desk.button("表格导入")
	dialog = desk.dialog("从表格导入服务对象")
	region = dialog.locator("[data-fieldname='region'] input:visible").first
	region.click()
	region.press_sequentially(here.region.region_name, delay=10)
	dialog.locator("[data-fieldname='region'] .awesomplete > ul > *").first.click()
	site = dialog.locator("[data-fieldname='site'] input:visible").first
	site.click()
	site.press_sequentially(here.site.site_name, delay=10)
	dialog.locator("[data-fieldname='site'] .awesomplete > ul > *").first.click()
	desk.page.wait_for_function(
		"site => cur_dialog && cur_dialog.get_value('site') === site", arg=here.site.name
	)
	shot(desk.page, "recipients-sheet-1440")
	with desk.page.expect_file_chooser() as chooser:
		desk.confirm(dialog)
	chooser.value.set_files({"name": "花名册.xlsx", "mimeType": "application/x", "buffer": book(*rows)})
	preview = desk.dialog("逐行预览")
	preview.locator("tbody tr").nth(3).wait_for()
	text = preview.inner_text()
	assert "未采用的列：序号, 备注" in text and "已有档案" in text and "缺少" in text
	assert english(desk.page) == []
	shot(desk.page, "recipients-preview-1440")
	preview.locator("[data-decide]").first.check()
	desk.confirm(preview)
	desk.page.locator(".msgprint", has_text="已建立 2 份档案").wait_for()
	shot(desk.page, "recipients-made-1440")
	frappe.db.rollback()
	assert frappe.db.count(RECIPIENT, {"recipient_name": "李伯", "site": here.site.name}) == 2


def test_a_list_for_a_walk_and_the_papers(browser, here):
	doc = recipient(here, risk_notes="楼梯陡")
	contact.keep(doc.name, HOME)
	offer(here, when_offered="每周二上午")
	desk = at_desk(browser, here)
	desk.listing(RECIPIENT, 1)
	desk.shown(".list-row-checkbox").first.check()
	desk.action("Visit List")
	dialog = desk.dialog("走访表")
	dialog.locator("input[data-fieldname='reason']").fill("重阳节走访")
	desk.confirm(dialog)
	frame = desk.page.frame_locator(".volunteer-visit-list")
	frame.get_by_text(HOME["address"]).wait_for()
	assert "请询站点" not in frame.locator("body").inner_text()
	shot(desk.page, "recipients-walk-1440")
	for doctype, name, paper in (
		(RECIPIENT, doc.name, "Recipient Service Card"),
		("Service Site", here.site.name, "Service Menu Sheet"),
	):
		desk.page.goto(
			f"/printview?doctype={doctype}&name={name}&format={paper}&no_letterhead=1&_lang=zh",
			wait_until="networkidle",
		)
		assert desk.page.locator(".vsl h1").inner_text().startswith("志愿服务")
		assert english(desk.page) == [], paper
		shot(desk.page, f"recipients-{paper}", full_page=True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_communities_and_the_calendar(browser, here, language):
	late = recipient(here)
	frappe.db.set_value(RECIPIENT, late.name, "due_on", add_days(nowdate(), -3))
	need(here, recipient=late.name)
	doc = pair(here, recipient=late.name)
	frappe.db.set_value(doc.doctype, doc.name, "next_visit_on", nowdate())
	desk = at_desk(browser, here, language=language)
	desk.open("query-report/Needs by Community")
	desk.page.wait_for_function("frappe.query_report?.data?.length >= 2")
	desk.page.wait_for_function(
		"""[...document.querySelectorAll('.frappe-chart rect.bar')].some(
			(bar) => bar.getBoundingClientRect().height > 20)"""
	)
	desk.idle()
	assert language == "en" or english(desk.page) == []
	shot(desk.page, f"recipients-communities-1440-{language}")
	desk.open("recipient-pairing/view/calendar")
	event = desk.page.locator(".fc-event", has_text="陈**").first
	event.wait_for()
	shot(desk.page, f"recipients-calendar-1440-{language}")


def test_a_need_is_collected_at_the_door_in_under_a_minute(browser, here):
	doc = recipient(here, recipient_name="欧阳婆婆")
	kind("助餐助洁")
	desk = at_desk(browser, here, PHONE)
	began = time.monotonic()
	desk.open(f"service-need/new?recipient={doc.name}")
	desk.page.wait_for_function("window.cur_frm && cur_frm.doctype === 'Service Need' && cur_frm.is_new()")
	desk.idle()
	desk.pick("need_kind", "助餐", "助餐助洁")
	desk.type("content", "每天中午送一餐到家，牙口不好要软饭")
	desk.choose("channel", "Home Visit")
	shot(desk.page, "recipients-door-390", full_page=True)
	name = desk.save()
	took = time.monotonic() - began
	assert took < 60, f"{took:.0f} s"
	assert desk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
	assert set(english(desk.page)) == set()
	shot(desk.page, "recipients-door-saved-390", full_page=True)
	frappe.db.rollback()
	assert frappe.db.get_value(NEED, name, ["recipient", "channel"]) == (doc.name, "Home Visit")
