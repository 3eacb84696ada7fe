"""The Excel form: what goes out, what comes back, and that nothing is half saved."""

import io
import zipfile

import frappe
import pytest
from frappe.utils import add_days, nowdate
from openpyxl import load_workbook

from tests import factories as make
from tests.site.pilot_sites import pilot_world as pilots
from tests.site.pilot_sites.test_assessments_entry import send
from volunteer_services.api import assessment_forms as api
from volunteer_services.api import assessments as entry_api
from volunteer_services.exceptions import AssessmentError, WorkbookError
from volunteer_services.pilot_sites.services import checklists
from volunteer_services.pilot_sites.services.assessments import workbook as forms

ASSESSMENT = pilots.ASSESSMENT


@pytest.fixture
def place():
	place = make.Place()
	pilots.serve(place)
	return place


@pytest.fixture
def draft(place):
	return pilots.begin(place)


def exported(name: str):
	api.export(name)
	return load_workbook(io.BytesIO(frappe.response["filecontent"]))


def content(book) -> bytes:
	out = io.BytesIO()
	book.save(out)
	return out.getvalue()


def read(book_or_bytes, name: str | None = None) -> dict:
	data = book_or_bytes if isinstance(book_or_bytes, bytes) else content(book_or_bytes)
	send("form.xlsx", data)
	return api.read(name)


def rows(name: str) -> dict:
	return {row.item_code: row for row in frappe.get_doc(ASSESSMENT, name).results}


# --- what goes out ----------------------------------------------------------------------------------------


def test_the_form_says_what_it_is_for_and_takes_answers_only(place, draft):
	frappe.local.lang = "zh"
	book = exported(draft.name)
	assert frappe.response["filename"].endswith(".xlsx") and frappe.response["type"] == "binary"
	sheet = book.worksheets[0]
	assert [sheet.cell(line, 1).value for line in range(8, 15)] == [f"7-{number}" for number in range(1, 8)]
	assert sheet["C8"].value and "照片" in sheet["D8"].value
	assert "1" in sheet["D10"].value and "在册志愿服务团队" in sheet["D10"].value
	text = " ".join(str(cell.value) for line in sheet["A1:G5"] for cell in line if cell.value)
	for shown in (draft.site_name, "七个有", nowdate(), draft.name):
		assert shown in text
	assert sheet.protection.sheet
	open_cells = {
		cell.coordinate for line in sheet.iter_rows() for cell in line if not cell.protection.locked
	}
	assert open_cells == {f"{column}{line}" for column in "EG" for line in range(8, 15)}
	lists = {rule.formula1: str(rule.sqref) for rule in sheet.data_validations.dataValidation}
	assert lists['"是,否"'] == "E8:E14"
	assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
	assert book["state"].sheet_state == "veryHidden"


def test_answers_that_are_there_already_stand_in_the_form(place, draft):
	entry_api.save_item(draft.name, "7-3", is_met=True, remark="三支队伍")
	sheet = exported(draft.name).worksheets[0]
	assert (sheet["E10"].value, sheet["G10"].value) == ("Yes", "三支队伍")
	assert sheet["E8"].value is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_that_begins_like_a_formula_stays_text(place, draft, text):
	entry_api.save_item(draft.name, "7-3", remark=text)
	book = exported(draft.name)
	cell = book.worksheets[0]["G10"]
	assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
	package = zipfile.ZipFile(io.BytesIO(content(book)))
	assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
	assert read(book, draft.name)["changed"] == 0
	assert rows(draft.name)["7-3"].remark == text


def test_only_a_draft_that_one_may_write_is_exported(place, draft):
	done = pilots.submitted(place, "7-4")
	with pytest.raises(AssessmentError, match="cannot be changed"):
		api.export(done.name)
	for user in (make.Place().manager, place.leader, make.make_user(make.VOLUNTEER)):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			api.export(draft.name)
		with pytest.raises(frappe.PermissionError):
			api.export_blank(place.site.name)


# --- what comes back --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("yes", "no"), [("是", "否"), ("Yes", "No"), (" yes ", "")])
def test_a_filled_form_is_read_back(place, draft, yes, no):
	book = exported(draft.name)
	sheet = book.worksheets[0]
	sheet["E8"], sheet["E10"], sheet["E11"], sheet["G8"] = yes, yes, no, "门头已挂牌"
	answer = read(book, draft.name)
	assert answer["changed"] == 2 and answer["name"] == draft.name
	found = rows(draft.name)
	assert [code for code, row in found.items() if row.is_met] == ["7-1", "7-3"]
	assert found["7-1"].remark == "门头已挂牌" and found["7-1"].problem  # the photo comes later
	assert answer["met_count"] == 1


def test_only_what_a_person_changed_in_the_form_is_taken_over(place, draft):
	entry_api.save_item(draft.name, "7-5", is_met=True, remark="先前")
	book = exported(draft.name)
	entry_api.save_item(draft.name, "7-7", is_met=True)
	entry_api.save_item(draft.name, "7-5", remark="在系统中改过")
	book.worksheets[0]["E10"] = "是"
	assert read(book, draft.name)["changed"] == 1
	found = rows(draft.name)
	assert found["7-7"].is_met and found["7-3"].is_met and found["7-5"].remark == "在系统中改过"


def test_what_was_changed_on_both_sides_is_a_fault_of_its_cell(place, draft):
	book = exported(draft.name)
	entry_api.save_item(draft.name, "7-5", remark="在系统中改过")
	book.worksheets[0]["G12"], book.worksheets[0]["E8"] = "在表中改过", "是"
	with pytest.raises(WorkbookError, match="G12"):
		read(book, draft.name)
	assert rows(draft.name)["7-5"].remark == "在系统中改过" and not rows(draft.name)["7-1"].is_met


FAULTS = {
	"unknown code": ({"A9": "7-9"}, ["A9", "7-9", "7-2"]),
	"item twice": ({"A9": "7-1"}, ["A9", "7-1", "8"]),
	"no code": ({"A9": None, "E9": "是"}, ["A9", "code is missing"]),
	"no answer": ({"E9": "也许"}, ["E9", "也许"]),
	"a number as answer": ({"E9": 7}, ["E9", "7"]),
	"no number": ({"F9": "很多"}, ["F9", "很多"]),
	"negative": ({"F9": -3}, ["F9", "-3"]),
	"a fraction": ({"F9": 1.5}, ["F9", "1.5"]),
	"too large": ({"F9": 10**30}, ["F9"]),
	"a long remark": ({"G9": "字" * 1001}, ["G9", "1001"]),
	"a row missing": ({"A9": None, "B9": None, "C9": None, "D9": None}, ["7-2", "missing"]),
	"several": ({"E9": "x", "F10": "y", "E12": "z"}, ["E9", "F10", "E12"]),
	"markup": ({"E9": "<img src=x onerror=alert(1)>"}, ["E9", "&lt;img"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_named_by_their_cells_and_nothing_is_taken_over(place, draft, fault):
	cells, words = FAULTS[fault]
	before = frappe.get_doc(ASSESSMENT, draft.name).as_dict()
	book = exported(draft.name)
	sheet = book.worksheets[0]
	sheet["E8"], sheet["G8"] = "是", "gut"
	for where, value in cells.items():
		sheet[where] = value
	with pytest.raises(WorkbookError) as caught:
		read(book, draft.name)
	for word in words:
		assert word in str(caught.value), (word, str(caught.value))
	assert "<img" not in str(caught.value)
	assert frappe.get_doc(ASSESSMENT, draft.name).as_dict() == before


def test_the_form_of_another_assessment_site_or_standard_is_refused(place, draft):
	frappe.set_user(place.manager)
	other = pilots.begin(place)
	with pytest.raises(WorkbookError, match=draft.name):
		read(exported(draft.name), other.name)
	elsewhere = make.Place()
	strange = pilots.begin(elsewhere)
	api.export_blank(elsewhere.site.name)
	blank = frappe.response["filecontent"]
	frappe.set_user(place.manager)
	with pytest.raises(WorkbookError, match="another site"):
		read(blank, draft.name)
	with pytest.raises(frappe.PermissionError):
		read(blank)
	frappe.set_user(elsewhere.manager)
	book = exported(strange.name)
	frappe.set_user(place.manager)
	with pytest.raises(frappe.PermissionError):
		read(book)


def test_a_standard_that_changed_since_is_refused(place):
	standard = pilots.standard()
	frappe.set_user(place.manager)
	api.export_blank(place.site.name, standard.name)
	blank = frappe.response["filecontent"]
	frappe.set_user("Administrator")
	standard.items[0].item_title = "有招牌"
	standard.save()
	frappe.set_user(place.manager)
	before = frappe.db.count(ASSESSMENT)
	with pytest.raises(WorkbookError, match="standard"):
		read(blank)
	assert frappe.db.count(ASSESSMENT) == before


def test_a_draft_of_another_standard_is_refused(place, draft):
	book = exported(draft.name)
	doc = frappe.get_doc(ASSESSMENT, draft.name)
	doc.standard, doc.results = checklists.in_force(pilots.SIX), []
	doc.save()
	with pytest.raises(WorkbookError, match="another one"):
		read(book, draft.name)


def test_after_submission_the_form_comes_too_late(place):
	doc = pilots.tick(pilots.begin(place), "7-4")
	book = exported(doc.name)
	pilots.go(place.manager, doc, "Submitted for Review")
	book.worksheets[0]["E11"] = "是"
	with pytest.raises(AssessmentError, match="cannot be changed"):
		read(book, doc.name)


# --- without a draft --------------------------------------------------------------------------------------


def test_a_blank_form_makes_the_draft(place):
	frappe.set_user(place.manager)
	day = add_days(nowdate(), -3)
	api.export_blank(place.site.name, assessed_on=day)
	book = load_workbook(io.BytesIO(frappe.response["filecontent"]))
	book.worksheets[0]["E10"] = "是"
	answer = read(book)
	doc = frappe.get_doc(ASSESSMENT, answer["name"])
	assert (doc.service_site, doc.standard, str(doc.assessed_on)) == (
		place.site.name,
		checklists.in_force(),
		day,
	)
	assert (doc.assessor, doc.workflow_state, doc.met_count) == (place.manager, "Draft", 1)


def test_a_faulty_blank_form_makes_no_draft(place):
	frappe.set_user(place.manager)
	api.export_blank(place.site.name)
	book = load_workbook(io.BytesIO(frappe.response["filecontent"]))
	book.worksheets[0]["E10"] = "?"
	before = frappe.db.count(ASSESSMENT)
	with pytest.raises(WorkbookError, match="E10"):
		read(book)
	assert frappe.db.count(ASSESSMENT) == before


def test_a_form_finds_its_draft_by_itself(place, draft):
	book = exported(draft.name)
	book.worksheets[0]["E10"] = "是"
	assert read(book)["name"] == draft.name
	frappe.set_user("Administrator")
	frappe.delete_doc(ASSESSMENT, draft.name)
	with pytest.raises(WorkbookError, match="does not exist"):
		read(book)


def test_the_fingerprint_follows_every_field_of_the_items():
	standard = frappe.get_doc(pilots.STANDARD, checklists.in_force())
	first = forms.fingerprint(standard)
	for field, value in (("item_title", "x"), ("evidence_required", "None"), ("minimum", 3), ("weight", 2)):
		changed = frappe.get_doc(pilots.STANDARD, checklists.in_force())
		changed.items[2].set(field, value)
		assert forms.fingerprint(changed) != first
