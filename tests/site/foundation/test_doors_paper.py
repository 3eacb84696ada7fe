"""What is printed fetches nothing from inside; what is exported is no formula."""

import csv
import io

import frappe
import openpyxl
import pytest

from tests import factories as make
from tests.site.foundation.doors_world import PROFILE, World, call
from volunteer_services.foundation.doors import paper
from volunteer_services.foundation.doors.cells import as_text
from volunteer_services.foundation.doors.requests import install

FORMULA = '=HYPERLINK("http://evil.example","x")'
ELSEWHERE = (
	"http://127.0.0.1:6379/",
	"http://169.254.169.254/latest/meta-data",
	"http://[::1]/",
	"http://2130706433/",
	"//10.0.0.1/x",
	"/\\10.0.0.1/x",
	"file:///etc/passwd",
	" \tfile:///etc/passwd",
	"https://rebound.example/x.png",
	"/files/../../private/backups/x.sql",
	"/api/method/frappe.ping",
)
PLACES = (
	'<img src="{}">',
	'<img srcset="{} 2x">',
	'<iframe src="{}"></iframe>',
	'<object data="{}"></object>',
	'<embed src="{}">',
	'<link rel="stylesheet" href="{}">',
	'<svg><image xlink:href="{}" /></svg>',
	'<svg><use href="{}" /></svg>',
	'<div style="background: url({})"></div>',
	"<style>p {{ background: url('{}') }}</style>",
	'<style>@import "{}";</style>',
	"<style>@import url({});</style>",
	'<style>p {{ background: u\\72l("{}") }}</style>',
	'<meta http-equiv="refresh" content="0; url={}">',
	'<script src="{}"></script>',
	'<body background="{}">',
	'<video poster="{}"></video>',
	'<base href="{}">',
	'<div id="header-html"><img src="{}"></div>',
)


@pytest.mark.parametrize("place", PLACES)
def test_a_page_from_a_request_fetches_nothing_from_elsewhere(place, monkeypatch):
	seen = []
	monkeypatch.setattr(
		"frappe.utils.print_format.get_pdf", lambda html, *args, **kwargs: seen.append(html) or b""
	)
	user = make.make_user()
	for address in ELSEWHERE:
		call(user, "frappe.utils.print_format.report_to_pdf", html=f"<p>报表</p>{place.format(address)}")
		assert address.strip(" \t/\\").split("/")[-1] not in seen[-1].replace("<html><head></head>", ""), (
			address
		)
		assert "报表" in seen[-1]


def test_a_page_keeps_what_the_site_has(monkeypatch):
	seen = []
	monkeypatch.setattr(
		"frappe.utils.print_format.get_pdf", lambda html, *args, **kwargs: seen.append(html) or b""
	)
	own = frappe.utils.get_url()
	page = (
		f'<html><head><link rel="stylesheet" href="{own}/assets/x.css"><style>a > b {{ content: "\\f101"; '
		'background: url(/files/标志.png) }</style></head><body><a href="https://example.org">x</a>'
		'<img src="/files/a b.png"><img src="data:image/png;base64,AAAA"></body></html>'
	)
	call(make.make_user(), "frappe.utils.print_format.report_to_pdf", html=page)
	assert seen == [page]


def test_texts_of_documents_fetch_nothing_when_printed():
	world = World()
	evil = '<p>好</p><img src="http://169.254.169.254/x">'
	frappe.db.set_value(PROFILE, world.inside.name, "service_limits", evil)
	doc = frappe.get_doc(PROFILE, world.inside.name)
	doc.run_method("before_print", None)
	assert doc.service_limits == "<p>好</p><img/>"
	note = frappe.get_doc({"doctype": "Note", "title": "x", "content": evil})
	note.run_method("before_print", None)
	assert note.content == evil
	assert paper.clean_part("3 < 5 & 7") == "3 < 5 & 7"


@pytest.mark.parametrize(
	("given", "kept"),
	[
		(FORMULA, f"'{FORMULA}"),
		("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
		("-2+3", "'-2+3"),
		("@SUM(1)", "'@SUM(1)"),
		("\t=1", "'\t=1"),
		("\r=1", "'\r=1"),
		("＝1+1", "'＝1+1"),
		("-5", "-5"),
		("+8613800138000", "+8613800138000"),
		("-1,234.50", "-1,234.50"),
		("a=b", "a=b"),
		(-5, -5),
		(None, None),
		("", ""),
	],
)
def test_a_text_like_a_formula_is_told_to_be_a_text(given, kept):
	assert as_text(given) == kept


def _exported(user: str, cmd: str, file_format: str, **form) -> list[list]:
	install()
	call(user, cmd, file_format_type=file_format, **form)
	content = frappe.local.response.get("filecontent") or frappe.local.response.get("result")
	if file_format == "CSV":
		return list(csv.reader(io.StringIO(content if isinstance(content, str) else content.decode())))
	sheet = openpyxl.load_workbook(io.BytesIO(content)).active
	assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
	return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("file_format", ["CSV", "Excel"])
def test_exports_hold_no_formula(file_format):
	world = World()
	frappe.db.set_value(
		PROFILE, world.inside.name, {"full_name": FORMULA, "service_limits": f"<p>{FORMULA}</p>"}
	)
	rows = _exported(
		world.place.manager,
		"frappe.desk.reportview.export_query",
		file_format,
		doctype=PROFILE,
		title=PROFILE,
		fields=[f"`tab{PROFILE}`.`name`", f"`tab{PROFILE}`.`full_name`", f"`tab{PROFILE}`.`total_minutes`"],
		filters=[[PROFILE, "name", "=", world.inside.name]],
		order_by=f"`tab{PROFILE}`.`name`",
	)
	assert f"'{FORMULA}" in rows[1] and FORMULA not in rows[1]
	assert rows[1][3] in (0, "0")


@pytest.mark.parametrize("file_format", ["CSV", "Excel"])
def test_exports_of_reports_hold_no_formula(file_format):
	world = World()
	frappe.db.set_value(PROFILE, world.inside.name, "full_name", FORMULA)
	rows = _exported(
		world.place.manager,
		"frappe.desk.query_report.export_query",
		file_format,
		report_name="Volunteer Roster",
		filters={},
		visible_idx=list(range(500)),
	)
	cells = [cell for row in rows for cell in row]
	assert f"'{FORMULA}" in cells and FORMULA not in cells


@pytest.mark.parametrize("file_format", ["CSV", "Excel"])
def test_data_exports_and_templates_hold_no_formula(file_format):
	world = World()
	frappe.db.set_value(PROFILE, world.inside.name, "full_name", FORMULA)
	asked = {"doctype": PROFILE, "file_type": file_format}
	columns = ["name", "full_name"]
	for user, method, more in (
		(
			world.place.manager,
			"frappe.core.doctype.data_export.exporter.export_data",
			{"with_data": "1", "select_columns": {PROFILE: columns}, "filters": {"name": world.inside.name}},
		),
		(
			world.place.city_officer,
			"frappe.core.doctype.data_import.data_import.download_template",
			{
				"export_fields": {PROFILE: columns},
				"export_records": "by_filter",
				"export_filters": {"name": world.inside.name},
			},
		),
	):
		rows = _exported(user, method, file_format, **asked, **more)
		cells = [cell for row in rows for cell in row]
		assert f"'{FORMULA}" in cells and FORMULA not in cells, method


def test_exports_of_other_apps_stay_letter_by_letter():
	import_template = "frappe.core.doctype.data_import.data_import.download_template"
	frappe.get_doc({"doctype": "Gender", "gender": FORMULA}).insert()
	asked = {"doctype": "Gender", "file_type": "CSV", "export_records": "all"}
	rows = _exported("Administrator", import_template, "CSV", **asked, export_fields={"Gender": ["name"]})
	assert FORMULA in [cell for row in rows for cell in row]
