"""A certificate is issued at the desk, and anybody with the code can check it on a telephone."""

import pytest

from tests import factories as make
from tests.browser.desk import Desk, place, stored

pytestmark = pytest.mark.commits
CERTIFICATE = "Service Certificate"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_certificate_is_issued_and_a_guest_finds_it_valid(browser):
	here = place()
	volunteer = here.volunteer(full_name="欧阳秀兰")
	for day in ("2026-03-05", "2026-03-06"):
		make.make_log(here, volunteer.name, state="Approved", service_date=day, minutes=90)
	clerk = Desk(browser, here.manager, "zh")

	clerk.new(CERTIFICATE)
	clerk.pick("volunteer", volunteer.name, volunteer.name)
	clerk.pick("recording_unit", here.unit.unit_name, here.unit.name)
	clerk.date("from_date", "2026-01-01")
	clerk.date("to_date", "2026-06-30")
	clerk.button(clerk.word("Fetch Entries"))
	clerk.page.wait_for_function("(cur_frm.doc.entries || []).length === 2")
	assert clerk.value("total_minutes") == 180
	certificate = clerk.save()
	clerk.button(clerk.word("Submit"))
	clerk.page.locator(".modal.show .btn-modal-primary").click()
	clerk.page.wait_for_function("cur_frm.doc.docstatus === 1")
	clerk.idle()
	row = stored(CERTIFICATE, certificate, "docstatus", "status", "total_minutes", "verification_code")
	assert (row.docstatus, row.status, row.total_minutes) == (1, "Valid", 180)

	guest = browser.new_page(width=390, height=844)
	guest.goto("/verify-certificate")
	assert guest.evaluate(SIDEWAYS) <= 0
	check(guest, row.verification_code.lower())
	result = guest.locator("[role=status]")
	assert result.get_attribute("data-state") == "valid"
	assert here.unit.unit_name in result.inner_text()
	assert "欧阳秀兰" not in guest.content()
	assert guest.evaluate(SIDEWAYS) <= 0


def test_an_unknown_code_is_answered_kindly_on_a_telephone(browser):
	guest = browser.new_page(locale="en-GB", width=390, height=844)
	guest.goto("/verify-certificate")
	check(guest, "ABCD-EFGH-JKLM-NPQR-STUV")
	result = guest.locator("[role=status]")
	assert result.get_attribute("data-state") == "unknown"
	assert "No certificate has this code." in result.inner_text()
	assert "Compare all 20 characters" in result.inner_text()
	assert guest.evaluate(SIDEWAYS) <= 0


def check(guest, code: str) -> None:
	guest.locator("#code").fill(code)
	guest.locator("form[action='/verify-certificate'] button").click()
	guest.locator("[role=status]").wait_for()
