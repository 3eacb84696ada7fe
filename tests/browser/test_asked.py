"""Buttons of a form that ask the server and show the answer."""

import frappe
import pytest

from tests.browser.conftest import shot
from tests.browser.desk import Desk, place
from tests.site.pilot_sites import pilot_world as pilots

pytestmark = pytest.mark.commits


def test_the_code_for_the_telephone_is_shown(browser):
	here = place()
	pilots.serve(here)
	doc = pilots.begin(here)
	frappe.set_user("Administrator")
	frappe.db.commit()
	desk = Desk(browser, here.officer)
	desk.form(doc.doctype, doc.name)
	desk.button(desk.word("Fill on Phone"))
	code = desk.page.locator("img.volunteer-phone-code")
	code.wait_for()
	assert code.get_attribute("src").startswith("data:image/")
	assert doc.name in code.get_attribute("alt")
	shot(desk.page, "asked-phone-code")


def test_who_may_serve_is_said_with_the_way_out(browser):
	here = place()
	who = here.volunteer()
	frappe.db.commit()
	desk = Desk(browser, here.leader)
	desk.form("Volunteer Profile", who.name)
	desk.button(desk.word("May This Person Serve?"))
	dialog = desk.dialog(desk.word("May This Person Serve?"))
	desk.confirm(dialog)
	dialog.locator(".text-success").wait_for()
	assert desk.word("May serve on this day.") in dialog.inner_text()
	dialog.locator("input[data-fieldname='is_risky']").check()
	desk.confirm(dialog)
	dialog.locator("[data-fieldname='answer'] li").wait_for()
	assert desk.word("Nobody may set this aside.") in dialog.inner_text()
	shot(desk.page, "asked-may-serve")
