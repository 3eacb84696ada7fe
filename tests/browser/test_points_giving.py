"""The account of points on the desk: statement, passbook, review; donations and grants decided by dialogs."""

import re

import frappe
import pytest

from tests import factories as make
from tests.browser.conftest import shot
from tests.browser.desk import Desk, place, stored
from tests.site.time_bank.giving_world import donation, give, grant, key
from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.time_bank.services.books import accounts, reviews
from volunteer_services.time_bank.services.earning import credits

pytestmark = pytest.mark.commits
ACCOUNT = "Points Account"


def member(here, minutes: int = 300):
	"""A volunteer with one record and its points, committed."""
	person = here.volunteer()
	make.make_log(here, person.name, state="Approved", minutes=minutes, service_content="探访独居老人")
	credits.credit_uncredited([person.name])
	return person


def test_the_account_shows_its_entries_and_the_passbook_is_printed_once(browser):
	here = place()
	person = member(here)
	frappe.db.commit()
	desk = Desk(browser, here.manager, "zh")
	desk.form(ACCOUNT, key(person))
	row = desk.shown(".volunteer-points-entries tbody tr").first
	assert "探访独居老人" in row.inner_text() and "+5" in row.inner_text()
	shot(desk.page, "points-account")

	def print_passbook():
		desk.shown(".inner-group-button button:visible").filter(has_text=desk.word("Passbook")).first.click()
		desk.shown(".inner-group-button .dropdown-item:visible").filter(
			has_text=re.compile(rf"^\s*{desk.word('Print Passbook')}\s*$")
		).first.click()

	with desk.page.context.expect_page() as opened:
		print_passbook()
	opened.value.locator(".print-format").wait_for()
	assert "探访独居老人" in opened.value.locator(".print-format").inner_text()
	opened.value.close()
	assert stored(ACCOUNT, key(person), "passbook_lines").passbook_lines == 0
	desk.page.locator(".modal.show .btn-modal-primary:visible").first.click()
	desk.page.wait_for_function("cur_frm.doc.passbook_lines === 1")
	desk.idle()
	print_passbook()
	desk.message(desk.word("Everything is printed: the passbook is up to date."))


def test_a_shortfall_is_written_off_with_its_reason(browser):
	here = place()
	person = member(here)
	update_each(ACCOUNT, {key(person): {"shortfall": 3}})
	reviews.open_for({key(person): 3}, "更正后积分已使用")
	frappe.db.commit()
	desk = Desk(browser, here.city_officer, "zh")
	desk.form(ACCOUNT, key(person))
	desk.button(desk.word("Write Off Shortfall"))
	dialog = desk.dialog(desk.word("Write Off Shortfall"))
	dialog.locator("textarea:visible").first.fill("家庭困难")
	desk.confirm(dialog)
	desk.page.wait_for_function("cur_frm.doc.status === 'Active'")
	assert stored(ACCOUNT, key(person), "shortfall", "status") == {"shortfall": 0, "status": "Active"}


def test_a_donation_is_cancelled_with_its_reason(browser):
	here = place()
	person = member(here)
	frappe.set_user(here.manager)
	doc = donation(person, 2).insert().submit()
	frappe.set_user("Administrator")
	frappe.db.commit()
	desk = Desk(browser, here.officer, "en")
	desk.form("Points Donation", doc.name)
	desk.shown(".page-head .btn-secondary:visible").filter(has_text=desk.word("Cancel")).first.click()
	desk.page.locator(".modal.show .btn-modal-primary:visible").first.click()
	dialog = desk.dialog("Cancel Donation")
	dialog.locator("textarea:visible").first.fill("entered twice")
	desk.confirm(dialog)
	desk.page.wait_for_function("cur_frm.doc.docstatus === 2")
	assert stored("Points Donation", doc.name, "cancel_reason").cancel_reason == "entered twice"
	assert accounts.balance(key(person)) == 5


def test_a_grant_is_rejected_with_its_reason(browser):
	here = place()
	give(accounts.POOL, 30)
	frappe.set_user(here.manager)
	doc = grant(here, 5).insert()
	doc.workflow_state = "Pending Approval"
	doc.save()
	frappe.set_user("Administrator")
	frappe.db.commit()
	desk = Desk(browser, here.officer, "zh")
	desk.form("Hardship Grant", doc.name)
	desk.shown(".form-message").first.wait_for()
	shot(desk.page, "hardship-grant")
	desk.action("Reject")
	dialog = desk.dialog(desk.word("Reject"))
	dialog.locator("textarea:visible").first.fill("材料不全")
	desk.confirm(dialog)
	desk.wait_state("Rejected")
	assert stored("Hardship Grant", doc.name, "decision_reason").decision_reason == "材料不全"


def test_the_volunteer_s_form_shows_points_and_leads_to_the_account(browser):
	here = place()
	person = member(here)
	frappe.db.commit()
	desk = Desk(browser, here.manager, "zh")
	desk.form("Volunteer Profile", person.name)
	desk.shown(".form-dashboard, .form-message-container, .form-message").first.wait_for()
	desk.page.wait_for_function("cur_frm.custom_buttons && Object.keys(cur_frm.custom_buttons).length > 3")
	desk.idle()
	shot(desk.page, "volunteer-points")
	desk.page.evaluate("label => cur_frm.custom_buttons[label].click()", desk.word("Account Statement"))
	desk.wait_form(ACCOUNT, key(person))
	assert desk.value("holder") == person.name


def test_the_workspace_shows_the_time_bank(browser):
	here = place()
	give(accounts.POOL, 30)
	frappe.db.commit()
	desk = Desk(browser, here.officer, "zh")
	desk.page.set_viewport_size({"width": 1366, "height": 2300})
	desk.open("time-bank")
	desk.page.locator(".number-widget-box").nth(2).wait_for()
	desk.page.wait_for_timeout(2500)
	shot(desk.page, "workspace-time-bank", full_page=True)
	assert desk.word("Points in Public Pool") in desk.page.locator(".layout-main").first.inner_text()
