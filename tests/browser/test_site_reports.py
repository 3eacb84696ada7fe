"""The form of a site at a glance, the report by region with its links to the sites, and its workbook."""

import io

import frappe
import openpyxl
import pytest
from frappe.utils import add_days, nowdate

from tests.browser.desk import Desk, place
from tests.site.pilot_sites import pilot_world as pilots

pytestmark = pytest.mark.commits


@pytest.fixture
def here(base_url):
	"""A site that misses 7-4 and is to be rectified."""
	here = place()
	pilots.serve(here)
	pilots.go(
		here.officer,
		pilots.submitted(here, "7-4"),
		"Needs Rectification",
		decision_reason="制度未上墙",
		rectify_owner=here.manager,
		rectify_by=add_days(nowdate(), 14),
	)
	frappe.set_user("Administrator")
	frappe.db.commit()
	return here


def test_the_form_shows_ticks_and_begins_an_assessment(browser, here):
	desk = Desk(browser, here.officer, "zh")
	desk.form("Service Site", here.site.name)
	glance = desk.shown(".site-at-a-glance")
	glance.wait_for()
	text = glance.inner_text()
	assert "✗ 有管理制度" in text and "✓ 有统一标识" in text and "6/7" in text
	assert "待整改" in desk.shown(".form-message").inner_text()
	assert desk.shown(".site-at-a-glance").count() == 1

	desk.button(desk.word("New Assessment"))
	desk.page.wait_for_function(
		"site => cur_frm?.doctype === 'Site Assessment' && cur_frm.doc.service_site === site",
		arg=here.site.name,
	)
	assert desk.value("standard")
	assert not browser.errors


def test_the_report_leads_to_the_sites_and_exports_a_workbook(browser, here):
	desk = Desk(browser, here.officer, "zh")
	desk.open("query-report/Site Compliance by Region?level=District")
	link = desk.shown(".dt-cell__content a[href*='Needs']").first
	link.wait_for()
	with desk.page.context.expect_event(
		"response", lambda answer: "compliance_workbook" in answer.url
	) as got:
		desk.button(desk.word("Export Workbook"))
	assert got.value.status == 200
	file = desk.page.request.get(got.value.url)
	book = openpyxl.load_workbook(io.BytesIO(file.body()))
	assert book.sheetnames == [desk.word(name) for name in ("By Region", "Service Sites", "Missed Items")]
	assert book.worksheets[1]["A5"].value == here.site.site_name
	frappe.db.rollback()
	logged = {"user": here.officer, "export_from": "Site Assessment"}
	assert frappe.db.count("Access Log", logged) == 2, "the log of a download is kept"
	link.click()
	# the rows may come before the filters: a link's value is first asked of the server
	desk.page.wait_for_function(
		"""([name, region]) => {
			const report = frappe.query_report;
			return frappe.get_route()[1] === "Site Overview" && report.data?.[0]?.name === name
				&& report.get_filter_value("state") === "Needs Rectification"
				&& report.get_filter_value("region") === region;
		}""",
		arg=[here.site.name, here.district.name],
	)
	assert not browser.errors
