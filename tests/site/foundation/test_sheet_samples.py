"""The blank sheet of each import: its headings are read back, its choices are taken."""

import io

import frappe
import pytest
from openpyxl import load_workbook

from tests import factories as make
from tests.site.foundation import sheets_world as sheets
from volunteer_services.api import imports as api
from volunteer_services.foundation.house import house
from volunteer_services.foundation.sheets import sample, words
from volunteer_services.foundation.sheets.reading import Sheet


def importable() -> list[str]:
	ours = sorted(name for name, document in house().documents.items() if not document.row_of)
	return [name for name in ours if frappe.get_meta(name).allow_import]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_heading_of_every_sample_is_read_back_as_its_field(lang):
	assert len(importable()) > 10
	for doctype in importable():
		frappe.local.lang = lang
		book = load_workbook(io.BytesIO(sample.blank(doctype)))
		(head,) = book.worksheets[0].iter_rows(max_row=1, values_only=True)
		frappe.local.lang = "en"  # whoever imports it later
		columns = words.columns(doctype)
		assert {words.heading(title) for title in head} <= set(columns), doctype
		assert len(set(head)) == len(Sheet(doctype, [list(head), [None] * len(head)]).columns), doctype
		if lang == "zh":
			english = [title for title in head if title.isascii() and title not in ("QR", "ID")]
			assert not english, (doctype, english)


def test_a_filled_in_sample_is_imported_with_its_choices(monkeypatch):
	user = make.make_user(make.MANAGER)
	sheets.hold(monkeypatch)
	frappe.set_user(user)
	frappe.local.lang = "zh"
	book = load_workbook(io.BytesIO(sample.blank("Service Skill")))
	head = [cell.value for cell in book.active[1]]
	said = {"skill_name": "剪纸", "requires_certificate": frappe._("Yes")}
	columns = words.columns("Service Skill")
	row = [said.get(columns[words.heading(title)].df.fieldname) for title in head]
	result = sheets.imported("Service Skill", [head, row], "xlsx")
	assert (result.warnings, result.failures) == ([], [])
	assert [doc.requires_certificate for doc in result.documents] == [1]


def test_long_numbers_stay_whole_in_the_sample():
	frappe.local.lang = "zh"
	sheet = load_workbook(io.BytesIO(sample.blank("Volunteer Profile"))).active
	column = next(
		cell
		for cell in sheet[1]
		if words.columns("Volunteer Profile")[words.heading(cell.value)].key == "id_number"
	)
	assert {sheet.cell(row, column.column).number_format for row in (2, 100, sample.ROWS + 1)} == {"@"}


def test_the_help_names_each_column(monkeypatch):
	frappe.local.lang = "zh"
	book = load_workbook(io.BytesIO(sample.blank("Service Log")))
	head = [cell.value for cell in book.worksheets[0][1]]
	told = [row[0].value for row in book.worksheets[1].iter_rows(min_row=2)]
	assert told == head


@pytest.mark.parametrize("role", [make.DISTRICT, make.LEADER, make.AUDITOR, make.VOLUNTEER])
def test_who_may_not_import_gets_no_sample(role):
	frappe.set_user(make.make_user(role))
	with pytest.raises(frappe.PermissionError, match="permission"):
		api.sample("Service Log")


@pytest.mark.parametrize("doctype", ["User", "Points Adjustment Row", "No Such DocType"])
def test_a_sample_is_of_our_documents_only(doctype):
	with pytest.raises(frappe.PermissionError, match="permission"):
		api.sample(doctype)


def test_the_manager_gets_a_file():
	frappe.set_user(make.make_user(make.MANAGER))
	api.sample("Service Log")
	assert frappe.response["filename"].endswith(".xlsx")
	assert frappe.response["filecontent"][:2] == b"PK"
