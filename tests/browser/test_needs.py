"""Needs as people use them: asked on a phone, dispatched in the desk, taken by a leader on the phone."""

import frappe
import pytest

from tests.browser import axe
from tests.browser.conftest import login, shot
from tests.browser.desk import PASSWORD, Desk, place, ready
from tests.site.service_needs.needs_world import NEED, RECIPIENT, kind, need, recipient
from tests.site.service_needs.test_asking import offer
from tests.site.service_needs.test_pairings import HOME, pair, user_of
from volunteer_services.service_needs.services.recipients import contact

pytestmark = pytest.mark.commits


def fits(page) -> None:
	assert axe.wider(page) <= 0
	assert axe.cut_texts(page) == axe.small_targets(page) == axe.shut_out(page) == []


@pytest.mark.parametrize("width, lang", [(390, "zh"), (320, "en"), (320, "zh-TW")])
def test_anybody_orders_from_the_menu_and_reads_the_answer(browser, width, lang):
	here = place()
	one = offer(here, when_offered="每周二上午")
	frappe.cache.delete_keys("volunteer_services:limit")
	frappe.cache.delete_keys("volunteer_services:joining")
	frappe.db.commit()
	page = browser.new_page(width=width, height=844)
	page.goto(f"/volunteer-needs/menu?region={here.region.name}&lang={lang}")
	fits(page)
	shot(page, f"needs-menu-{width}-{lang}", full_page=True)
	page.locator(f"a[href='/volunteer-needs?offer={one.name}']").click()
	page.locator("#need").wait_for()
	fits(page)
	page.locator("[name=content]").fill("奶奶的电饭煲坏了，想请人看看")
	page.locator("[name=district]").select_option(index=1)
	page.locator("[name=applicant_name]").fill("陈小姐")
	page.locator("[name=applicant_phone]").fill("13800003333")
	shot(page, f"needs-form-{width}-{lang}", full_page=True)
	page.locator("#need [type=submit]").click()
	page.locator("#sent").wait_for()
	number = page.locator("#need-number").inner_text()
	fits(page)
	page.goto("/volunteer-needs/state")
	page.locator("[name=need]").fill(number.lower())
	page.locator("#state-form button").click()
	page.locator("#state-answer[data-state=received]").wait_for()
	fits(page)
	shot(page, f"needs-state-{width}-{lang}", full_page=True)
	frappe.db.rollback()
	stored = frappe.get_all(NEED, {"ask_no": number}, ["offer", "applicant_phone"])
	assert stored[0].offer == one.name and stored[0].applicant_phone == "13800003333"


def test_a_leader_takes_a_need_and_a_pair_finds_the_way(browser):
	here = place()
	free = need(here, "Verified", need_kind=kind("陪诊"))
	doc = pair(
		here, recipient=recipient(here, risk_notes="楼梯陡").name, next_visit_on=frappe.utils.nowdate()
	)
	contact.keep(doc.recipient, HOME)
	frappe.db.set_value(doc.doctype, doc.name, "next_visit_on", frappe.utils.nowdate())
	ready(here.leader)
	ready(user_of(doc))
	frappe.db.commit()
	page = browser.new_page(width=390, height=844)
	login(page, here.leader, PASSWORD)
	page.goto("/volunteer-team-service/needs?lang=zh")
	fits(page)
	shot(page, "needs-leader-390", full_page=True)
	page.locator(f"[data-need='{free.name}'] .take-need").first.click()
	page.locator(f"#needs [data-need='{free.name}']").wait_for()
	shot(page, "needs-leader-taken-390", full_page=True)
	other = browser.new_page(width=390, height=844)
	login(other, user_of(doc), PASSWORD)
	other.goto("/my-volunteer-service/pairs?lang=zh")
	fits(other)
	other.locator(".see-address").click()
	other.get_by_text(HOME["address"]).wait_for()
	shot(other, "needs-pair-390", full_page=True)
	frappe.db.rollback()
	assert frappe.db.get_value(NEED, free.name, "workflow_state") == "Accepted"


def test_the_desk_from_the_file_to_the_team(browser):
	here = place()
	doc = recipient(here)
	first = need(here, recipient=doc.name, content="每周陪伴聊天")
	frappe.db.commit()
	desk = Desk(browser, here.manager)
	desk.form(RECIPIENT, doc.name)
	shot(desk.page, "needs-recipient-1440", full_page=True)
	desk.button("填写住址和电话")
	dialog = desk.dialog("填写住址和电话")
	dialog.locator("textarea[data-fieldname='address']").fill(HOME["address"])
	desk.confirm(dialog)
	desk.idle()
	desk.button("查看住址")
	dialog = desk.dialog("查看住址")
	dialog.locator("input[data-fieldname='reason']").fill("安排探访")
	desk.confirm(dialog)
	desk.page.locator(".modal.show", has_text=HOME["address"]).wait_for()
	shot(desk.page, "needs-address-1440")
	desk.form(NEED, first.name)
	shot(desk.page, "needs-need-1440", full_page=True)
	frappe.db.rollback()
	saved = frappe.get_doc(NEED, first.name)
	saved.update({"workflow_state": "Verified", "verified_way": "Phone"})
	saved.save()
	frappe.db.commit()
	desk.form(NEED, first.name)
	desk.button("选择队伍")
	dialog = desk.dialog("选择队伍")
	dialog.locator("select[data-fieldname='suggested']").select_option(here.team.name)
	shot(desk.page, "needs-team-1440")
	desk.confirm(dialog)
	desk.page.wait_for_function("cur_frm.doc.workflow_state === 'Dispatched'")
	desk.listing(NEED)
	shot(desk.page, "needs-list-1440")
	desk.open("service-needs")
	desk.page.locator(".number-widget-box .number").first.wait_for()
	desk.idle()
	shot(desk.page, "needs-workspace-1440", full_page=True)
	frappe.db.rollback()
	assert frappe.db.get_value(NEED, first.name, "team") == here.team.name
