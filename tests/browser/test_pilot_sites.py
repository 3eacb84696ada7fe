"""A site gets its plaque in the desk; anybody checks it; board, calendar and Gantt chart open."""

import io

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.browser.desk import MODAL, Desk, place, stored
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.foundation.paper import printing

pytestmark = pytest.mark.commits
BOARD = "Pilot Sites by State"


def prepared(here):
	"""A site that is ready for its plaque."""
	doc = pilots.go(here.officer, pilots.candidate(here, awarding_body=here.unit.name), "Preparing")
	frappe.set_user("Administrator")
	return doc


def test_an_officer_designates_a_site_and_the_plaque_is_checked_by_a_guest(browser):
	here = place()
	site = prepared(here)
	officer = Desk(browser, here.officer, "zh")
	officer.form(pilots.PILOT, site.name)
	assert not officer.shown(".page-head button").filter(has_text="打印授牌证书").count()
	officer.action("Designate")
	officer.wait_state("Designated")
	row = stored(pilots.PILOT, site.name, "plaque_no", "verification_code", "site_name")
	assert row.plaque_no and row.plaque_no == officer.value("plaque_no")
	assert officer.page.evaluate("cur_frm.doc.milestones.length") == 3

	with officer.page.expect_popup() as opened:
		officer.button(officer.word("Print Plaque Certificate"))
	paper = opened.value.locator(".print-format")
	paper.wait_for()
	code = printing.printed_code(row.verification_code)
	for text in ("授牌证书", row.site_name, row.plaque_no, code):
		assert text in paper.inner_text(), text
	pdf = officer.page.request.get(
		"/api/method/frappe.utils.print_format.download_pdf",
		params={
			"doctype": pilots.PILOT,
			"name": site.name,
			"format": "Plaque Certificate",
			"no_letterhead": 1,
		},
		timeout=60_000,
	)
	assert pdf.ok and pages(pdf.body()) == 1

	guest = browser.new_page()
	guest.goto("/verify-certificate")
	guest.fill("#code", code)
	guest.press("#code", "Enter")
	result = guest.locator(".result.valid")
	result.wait_for()
	assert row.site_name in result.inner_text() and row.plaque_no in result.inner_text()

	officer.page.bring_to_front()
	officer.action("Revoke Plaque")
	dialog = officer.page.locator(MODAL)
	dialog.locator("textarea").fill("长期不开展活动")
	officer.confirm(dialog)
	officer.wait_state("Plaque Revoked")
	guest.reload()
	guest.locator(".result.revoked").wait_for()
	assert "长期不开展活动" in guest.locator(".result").inner_text()


def test_board_calendar_and_gantt_open_and_a_forbidden_drag_goes_back(browser):
	here = place()
	site = prepared(here)
	frappe.db.commit()
	officer = Desk(browser, here.officer, "zh")
	officer.open(f"pilot-site/view/kanban/{BOARD}")
	card = officer.page.locator(f".kanban-card-wrapper[data-name='{site.name}']")
	card.wait_for()
	assert card.locator("xpath=ancestor::*[contains(@class,'kanban-column')]").get_attribute(
		"data-column-value"
	) == ("Preparing")
	drag(officer, site.name, "Concluded")
	officer.message("已结项")
	assert stored(pilots.PILOT, site.name, "workflow_state").workflow_state == "Preparing"
	officer.open(f"pilot-site/view/kanban/{BOARD}")
	card.wait_for()
	drag(officer, site.name, "Designated")
	officer.idle()
	assert stored(pilots.PILOT, site.name, "workflow_state").workflow_state == "Designated"

	frappe.db.set_value(
		"Pilot Site Milestone", {"parent": site.name, "phase_title": "实施"}, "due_on", nowdate()
	)
	frappe.db.commit()
	officer.open("pilot-site/view/calendar/default")
	event = officer.page.locator(".fc-event", has_text=site.site_name)
	event.first.wait_for()
	officer.open("pilot-site/view/gantt")
	officer.page.locator(".gantt .bar-wrapper").first.wait_for()


def drag(desk, name, column):
	"""Drop a card into a column by mouse; columns open for cards a moment after the drag began."""
	desk.idle()
	mouse = desk.page.mouse
	card = desk.page.locator(f".kanban-card-wrapper[data-name='{name}']").bounding_box()
	target = desk.page.locator(f".kanban-column[data-column-value='{column}']").bounding_box()
	x, y = card["x"] + 60, card["y"] + 20
	mouse.move(x, y)
	mouse.down()
	mouse.move(x + 12, y + 8, steps=4)
	desk.page.wait_for_timeout(500)
	mouse.move(target["x"] + target["width"] / 2, y + 40, steps=15)
	desk.page.wait_for_timeout(300)
	mouse.up()


def test_visits_are_planned_from_the_list_and_a_finding_is_closed(browser):
	here = place()
	more = [make.make_site(here.region.name, here.unit.name).name for _ in range(2)]
	visit = pilots.visit(
		here, here.city_officer, visited_on=nowdate(), findings=[{"finding": "台账不全", "due_on": nowdate()}]
	)
	frappe.set_user("Administrator")
	frappe.db.commit()
	officer = Desk(browser, here.officer, "zh")
	officer.listing("Service Site", 3)
	for name in more:
		officer.shown(f".list-row-checkbox[data-name='{name}']").check()
	officer.action("Plan Visits")
	dialog = officer.dialog("为 2 个站点安排走访")
	officer.confirm(dialog)
	officer.message("已安排 2 次走访")
	frappe.db.rollback()
	days = frappe.get_all(
		pilots.VISIT,
		filters={"service_site": ["in", more], "visitor": here.officer},
		pluck="planned_on",
		order_by="planned_on",
	)
	assert len(days) == 2 and all(str(day) <= add_days(nowdate(), 30) for day in days)

	officer.form(pilots.VISIT, visit.name)
	officer.button(officer.word("Close a Finding"))
	dialog = officer.dialog(officer.word("Close a Finding"))
	dialog.locator("textarea").fill("已补齐")
	officer.confirm(dialog)
	dialog.wait_for(state="hidden")
	officer.page.wait_for_function("cur_frm.doc.follow_up === 'Closed'")
	assert stored(pilots.VISIT, visit.name, "follow_up").follow_up == "Closed"


def pages(pdf: bytes) -> int:
	"""How many pages a PDF has."""
	from pypdf import PdfReader

	return len(PdfReader(io.BytesIO(pdf)).pages)
