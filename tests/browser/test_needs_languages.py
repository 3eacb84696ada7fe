"""The room of needs in each language, wide and on a phone: forms, lists, reports, workspace and papers."""

from __future__ import annotations

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests.browser import axe
from tests.browser.conftest import shot
from tests.browser.desk import Desk, place
from tests.browser.test_chinese import english
from tests.site.service_needs.needs_world import NEED, RECIPIENT, need, recipient
from tests.site.service_needs.test_asking import offer
from tests.site.service_needs.test_pairings import pair

pytestmark = pytest.mark.commits
LISTS = (RECIPIENT, NEED, "Service Offer", "Recipient Pairing", "Pairing Contact")
REPORTS = ("Needs by Kind", "Recipients Not Visited", "Pairing Coverage by Group")
PAPERS = {
	RECIPIENT: "Recipient Service Card",
	NEED: "Service Need Sheet",
	"Recipient Pairing": "Pairing Agreement",
}
SIZES = {1440: {"width": 1440, "height": 900}, 390: {"width": 390, "height": 844}}


def labels_in_chinese(page) -> list[str]:
	"""Labels of fields, headings and buttons with a Chinese character: words that nobody translated back."""
	return page.evaluate(
		"""() => [...document.querySelectorAll('.control-label, .section-head, .form-tabs .nav-link, .btn')]
			.filter((one) => one.offsetParent && /[\\u4e00-\\u9fff]/.test(one.innerText))
			.map((one) => one.innerText.trim())"""
	)


def right(page, language: str, what: str) -> None:
	found = english(page) if language == "zh" else labels_in_chinese(page)
	assert found == [], what


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_room_is_whole_in_each_language(browser, language, width):
	here = place()
	late = recipient(here)
	frappe.db.set_value(RECIPIENT, late.name, "due_on", add_days(nowdate(), -3))
	docs = [
		late,
		need(here, recipient=late.name, content="每周陪伴聊天"),
		offer(here),
		pair(here, recipient=late.name),
	]
	frappe.db.commit()
	desk = Desk(browser, here.manager, language)
	desk.page.set_viewport_size(SIZES[width])
	for doc in docs:
		desk.form(doc.doctype, doc.name)
		desk.idle()
		right(desk.page, language, doc.doctype)
		assert axe.wider(desk.page) <= 0, doc.doctype
		shot(desk.page, f"room-needs-form-{doc.doctype}-{width}-{language}", full_page=True)
	for doctype in LISTS:
		desk.listing(doctype)
		right(desk.page, language, doctype)
		shot(desk.page, f"room-needs-list-{doctype}-{width}-{language}")
	for report in REPORTS:
		desk.open(f"query-report/{report}")
		desk.page.wait_for_function("Array.isArray(frappe.query_report?.data)")
		desk.idle()
		right(desk.page, language, report)
		shot(desk.page, f"room-needs-report-{report}-{width}-{language}")
	desk.open("service-needs")
	desk.page.locator(".number-widget-box .number").first.wait_for()
	desk.idle()
	right(desk.page, language, "workspace")
	shot(desk.page, f"room-needs-workspace-{width}-{language}", full_page=True)
	for doc in docs:
		if doc.doctype in PAPERS and width == 1440:
			words = f"doctype={doc.doctype}&name={doc.name}&format={PAPERS[doc.doctype]}&_lang={language}"
			desk.page.goto(f"/printview?{words}")
			desk.page.locator(".print-format").wait_for()
			shot(desk.page, f"room-needs-paper-{doc.doctype}-{language}", full_page=True)
