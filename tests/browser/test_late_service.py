"""A make-up entry from the form of the activity to its records, and an own report of service on the page of a
volunteer, on a phone, with its witness."""

import frappe
import pytest

from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, Desk, place, ready, stored
from tests.site.service_records import self_reports_world as reports
from tests.site.volunteer_projects import make_up_world as world

pytestmark = pytest.mark.commits
DECLARATION, REPORT = world.DECLARATION, reports.REPORT
PHONE = 390


@pytest.fixture(autouse=True)
def _ten_days(site):
	frappe.set_user("Administrator")
	world.after(10)
	frappe.db.commit()
	yield
	frappe.set_user("Administrator")
	world.after(36500)
	frappe.db.commit()


def test_the_form_of_a_make_up_entry_leads_to_its_declaration_and_then_to_records(browser):
	here = place()
	activity = world.late(here, here.volunteer())
	frappe.db.commit()
	desk = Desk(browser, here.leader, "zh")
	desk.form("Service Activity", activity.name)
	assert "本活动为补录" in desk.shown(".form-message").first.inner_text()
	assert not desk.page.get_by_role("button", name="生成 1 条志愿服务记录").count()
	shot(desk.page, "make-up-activity")
	desk.button(desk.word(DECLARATION))
	desk.page.wait_for_function(f"window.cur_frm && cur_frm.doctype === '{DECLARATION}' && cur_frm.is_new()")
	assert desk.page.evaluate("cur_frm.doc.activity") == activity.name
	frappe.db.rollback()
	doc = world.move(world.declared(activity, here.leader), "Pending Approval", here.leader)
	frappe.db.commit()
	manager = Desk(browser, here.manager, "zh")
	manager.form(DECLARATION, doc.name)
	shot(manager.page, "make-up-declaration", full_page=True)
	world.move(doc, "Approved", here.manager)
	frappe.db.commit()
	desk.form("Service Activity", activity.name)
	desk.page.get_by_role("button", name="生成 1 条志愿服务记录").first.click()
	desk.page.wait_for_function("window.cur_frm && cur_frm.doc.logs_created === 1")
	frappe.db.rollback()
	assert frappe.db.get_value("Service Log", {"activity": activity.name}, "is_make_up") == 1


def own_page(browser, user: str, width: int = PHONE):
	ready(user)
	frappe.db.commit()
	page = login(browser.new_page(width=width, height=844), user, PASSWORD)
	page.goto("/my-volunteer-service/records?lang=zh")
	return page


def test_a_report_is_sent_on_a_phone_and_its_witness_confirms_it(browser):
	here = place()
	who = reports.person(here)
	other = reports.person(here, full_name="见证人李", mobile="13800138123")
	page = own_page(browser, who.user)
	page.get_by_text("申报我的服务").click()
	form = page.locator("#self-report-form")
	form.locator("[name=place]").select_option(f"project:{here.project.name}")
	form.locator("[name=day]").fill(str(reports.at(9).date()))
	form.locator("[name=starts]").fill("09:00")
	form.locator("[name=ends]").fill("11:30")
	form.locator("[name=location]").fill("区人民医院")
	form.locator("[name=content]").fill("陪伴独居老人就医")
	assert not form.locator("[name=witness]").is_visible()
	form.locator("[name=kind]").select_option("Another Volunteer")
	form.locator("[name=witness]").fill("见证人李")
	form.locator("[name=phone]").fill("8123")
	shot(page, "self-report-form", full_page=True)
	form.locator("[type=submit]").click()
	page.locator("[data-report]").wait_for()
	assert "待见证" in page.locator("[data-report]").inner_text()
	assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
	shot(page, "self-report-sent", full_page=True)
	theirs = own_page(browser, other.user)
	shot(theirs, "self-report-witness", full_page=True)
	theirs.get_by_role("button", name="我在场").click()
	theirs.locator("[data-asked]").wait_for(state="detached")
	frappe.db.rollback()
	report = frappe.get_last_doc(REPORT, {"volunteer": who.name})
	assert (report.workflow_state, report.confirmed_by) == ("Waiting for Acceptance", other.user)
	desk = Desk(browser, here.manager, "zh")
	desk.form(REPORT, report.name)
	shot(desk.page, "self-report-desk", full_page=True)
	page.reload()
	page.on("dialog", lambda dialog: dialog.accept())
	page.get_by_role("button", name="撤回申报").click()
	page.get_by_text("已撤回").wait_for()
	frappe.db.rollback()
	assert stored(REPORT, report.name, "workflow_state").workflow_state == "Withdrawn"
