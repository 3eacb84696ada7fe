"""The workbook of the sites' compliance: what it shows, to whom, and that no cell is a formula."""

import io
import json

import frappe
import openpyxl
import pytest

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from volunteer_services.api import site_reports
from volunteer_services.exceptions import ArgumentError
from volunteer_services.pilot_sites.reporting import workbook


@pytest.fixture
def world(clean_site):
	return pilots.three_sites()


def download(user: str, **filters):
	frappe.set_user(user)
	frappe.local.response = frappe._dict(docs=[])
	site_reports.compliance_workbook(json.dumps(filters))
	return openpyxl.load_workbook(io.BytesIO(frappe.response["filecontent"]))


def cells(sheet) -> list[list]:
	return [list(row) for row in sheet.iter_rows(min_row=workbook.HEADER_ROW, values_only=True)]


def test_the_workbook_reads_back(world):
	book = download(world.a.city_officer)
	assert book.sheetnames == ["By Region", "Service Sites", "Missed Items"]
	sites = cells(book["Service Sites"])
	assert sites[0][6:13] == [
		"有统一标识",
		"有办公场所",
		"有志愿者队伍",
		"有管理制度",
		"有工作台账",
		"有服务内容",
		"有志愿服务活动",
	]
	assert sites[1][0] == world.a.site.site_name and sites[1][6:13] == ["✓"] * 7
	regions = {row[0].strip("　"): row for row in cells(book["By Region"])[1:]}
	assert regions[world.a.district.region_name][2:5] == [1, 1, 1]
	assert regions["Totals"][2] == 1
	assert [row[2] for row in cells(book["Missed Items"])[1:]] == [0] * 7
	for sheet in book:
		assert sheet.freeze_panes == "B5" and sheet.auto_filter.ref.startswith("A4:")
		assert sheet.page_setup.orientation == "landscape" and int(sheet.page_setup.paperSize) == 9
		assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows == "$4:$4"
		heading = sheet["A2"].value
		assert "七个有" in heading and frappe.utils.get_fullname(world.a.city_officer) in heading
	state = book["Service Sites"]["D5"]
	assert (state.value, state.fill.fgColor.rgb[-6:]) == ("Certified", "CDEBD4")


def test_the_workbook_holds_no_other_district(world):
	book = download(world.a.officer)
	text = " ".join(str(value) for sheet in book for row in sheet.values for value in row if value)
	assert world.a.site.site_name in text
	for place in (world.b, world.c):
		for word in (place.site.site_name, place.district.region_name, place.region.region_name):
			assert word not in text
	assert "appointments" in text


def test_no_formula_comes_out_of_a_name(world):
	names = ['=HYPERLINK("http://example.org")', "+1", "-2", "@SUM(A1)"]
	for name in names:
		frappe.set_user("Administrator")
		make.make_site(world.a.region.name, site_name=name)
	sheet = download(world.a.officer)["Service Sites"]
	found = {cell.value: cell for cell in sheet["A"]}
	for name in names:
		assert found[name].data_type == "s" and found[name].quotePrefix


def test_the_export_is_logged_and_refused_to_others(world):
	download(world.a.officer, level="District")
	log = frappe.get_last_doc("Access Log", filters={"export_from": "Site Assessment"})
	assert log.user == world.a.officer and "District" in log.page and frappe.local.flags.commit
	for role in (make.LEADER, make.VOLUNTEER, "Report Manager"):
		frappe.set_user("Administrator")
		user = make.make_user(role)
		with pytest.raises(frappe.PermissionError):
			download(user)
	with pytest.raises(ArgumentError):
		frappe.set_user(world.a.officer)
		site_reports.compliance_workbook("[1]")
