"""Hours become stars at the manager's button, and the star becomes a printed certificate."""

import re

import frappe
import pytest

from tests import factories as make
from tests.browser.desk import Desk, place, stored
from tests.site.volunteer_recognition.stars_world import serve

pytestmark = pytest.mark.commits
PROFILE = "Volunteer Profile"
MANAGER = "Volunteer Services Manager"


def test_the_manager_recalculates_and_the_first_star_is_printed(browser):
	here = place()
	earned, short = here.volunteer().name, here.volunteer().name
	serve(earned, 100)
	serve(short, 99.5)
	manager = Desk(browser, make.make_user(MANAGER), "zh")

	manager.listing(PROFILE)
	for volunteer in (earned, short):
		manager.shown(f".list-row-checkbox[data-name='{volunteer}']").check()
	manager.menu("Recalculate Stars")
	question = manager.page.locator(".modal.show", has_text=re.compile("2"))
	question.locator(".btn-modal-primary").click()
	result = manager.message(manager.word("Stars granted"))
	granted = result.locator("tr", has_text=manager.word("Stars granted")).locator("td").last
	assert granted.inner_text() == "1"
	assert stored(PROFILE, earned, "star_level", "total_minutes") == {"star_level": 1, "total_minutes": 6000}
	assert stored(PROFILE, short, "star_level", "total_minutes") == {"star_level": 0, "total_minutes": 5970}

	frappe.db.rollback()
	(award,) = frappe.get_all("Star Award", filters={"volunteer": earned}, pluck="name", order_by="creation")
	assert stored("Star Award", award, "star", "status") == {"star": 1, "status": "Granted"}
	assert not frappe.db.exists("Star Award", {"volunteer": short})
	pdf = manager.page.request.get(
		"/api/method/frappe.utils.print_format.download_pdf",
		params={"doctype": "Star Award", "name": award, "format": "Star Certificate", "no_letterhead": 1},
		timeout=60_000,
	)
	assert pdf.ok, pdf.text()[:2000]
	assert pdf.body()[:5] == b"%PDF-"
	assert pages(pdf.body()) == 1
	manager.page.goto(f"/printview?doctype=Star Award&name={award}&format=Star Certificate&no_letterhead=1")
	paper = manager.page.locator(".print-format")
	paper.wait_for()
	number = frappe.db.get_value("Star Award", award, "certificate_no")
	assert number and number in paper.inner_text()
	assert frappe.db.get_value(PROFILE, earned, "full_name") in paper.inner_text()


def pages(pdf: bytes) -> int:
	"""How many pages a PDF has."""
	import io

	from pypdf import PdfReader

	return len(PdfReader(io.BytesIO(pdf)).pages)
