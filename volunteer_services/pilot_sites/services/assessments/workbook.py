"""The Excel form of an assessment, for visits without network: handed out here, read by its reader.

A hidden sheet says which draft, site and standard the form belongs to and what it said when it was handed
out, so that only what a person changed is taken over.
"""

import hashlib
import json
from io import BytesIO

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, nowdate
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from volunteer_services.foundation.paper import printing
from volunteer_services.pilot_sites.domain import checklist as rules
from volunteer_services.pilot_sites.services import checklists
from volunteer_services.pilot_sites.services.assessments import assessing, entry

DOCTYPE = "Site Assessment"
KIND, VERSION = "volunteer_services.site_assessment", 1
STATE_SHEET = "state"
HEADER_ROW = 7
FIRST_ROW = HEADER_ROW + 1
CODE, MET, NUMBER, REMARK = "A", "E", "F", "G"
YES = {"zh": "是", "en": "Yes"}
NO = {"zh": "否", "en": "No"}
_WIDTHS = {"A": 8, "B": 20, "C": 40, "D": 26, "E": 9, "F": 10, "G": 34}
_FONT = {"zh": "等线", "en": "Calibri"}
_LINE = Border(*(Side(style="thin", color="999999"),) * 4)
_HEAD = PatternFill("solid", fgColor="F3E9E4")
_INPUT = PatternFill("solid", fgColor="FFFBE6")


def of_draft(doc) -> bytes:
	"""The form of a draft with the answers that it has. Raises AssessmentError for what is no draft."""
	entry.check_draft(doc)
	return _workbook(doc, doc.name)


def without_draft(service_site: str, standard: str, assessed_on: str | None = None) -> bytes:
	"""A blank form; reading it back makes the draft."""
	doc = frappe.new_doc(DOCTYPE)
	day = getdate(assessed_on or nowdate())
	doc.update({"service_site": service_site, "standard": standard, "assessed_on": day})
	doc.set("results", [])
	assessing.fill(doc)
	doc.assessor = None
	return _workbook(doc, None)


def fingerprint(standard) -> str:
	"""Changes whenever the items of a standard change."""
	rows = [[cstr(row.get(field)) for field in checklists.ITEM_FIELDS] for row in standard.items]
	return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:20]


def file_name(site_name: str, day) -> str:
	"""A name that file systems take."""
	name = "".join(letter for letter in cstr(site_name) if letter.isalnum() or letter in "-_（）()")
	return f"{_('Site Assessment')}-{name[:60]}-{getdate(day)}.xlsx"


def _workbook(doc, name: str | None) -> bytes:
	lang = "zh" if printing.is_chinese() else "en"
	standard = frappe.get_cached_doc(checklists.DOCTYPE, doc.standard)
	book = Workbook()
	sheet = book.active
	sheet.title = _("Site Assessment")[:31]
	_heading(sheet, doc, standard, lang)
	_table(sheet, doc, lang)
	_choices(sheet, len(doc.results), lang)
	_layout(sheet, len(doc.results))
	_keep_state(book, doc, standard, name)
	out = BytesIO()
	book.save(out)
	return out.getvalue()


def _heading(sheet: Worksheet, doc, standard, lang: str) -> None:
	title = _put(
		sheet, "A1", _("{0}: Site Assessment").format(standard.standard_name), lang, size=16, bold=True
	)
	title.alignment = Alignment(horizontal="center", vertical="center")
	sheet.merge_cells("A1:G1")
	assessor = frappe.db.get_value("User", doc.assessor, "full_name") if doc.assessor else ""
	facts = (
		(
			_("Service Site"),
			doc.site_name or doc.service_site,
			_("Assessed On"),
			str(getdate(doc.assessed_on)),
		),
		(
			_("Checklist Standard"),
			_("{0}, version {1}").format(standard.standard_name, standard.version_no),
			_("Assessor"),
			assessor or "",
		),
		(
			_("Document No."),
			standard.document_no or standard.issued_by or "",
			_("Assessment No."),
			doc.name if not doc.is_new() else _("new"),
		),
	)
	for line, (label, value, second, other) in enumerate(facts, start=2):
		_put(sheet, f"A{line}", label, lang, bold=True)
		_put(sheet, f"C{line}", value, lang)
		_put(sheet, f"D{line}", second, lang, bold=True)
		_put(sheet, f"E{line}", other, lang)
		sheet.merge_cells(f"A{line}:B{line}")
		sheet.merge_cells(f"E{line}:G{line}")
	hint = _put(
		sheet,
		"A5",
		_(
			"Fill in the yellow cells only: {0} or {1}, a number where one is asked for, and a remark. "
			"Photos and documents are attached after the form was read in."
		).format(YES[lang], NO[lang]),
		lang,
	)
	hint.alignment = Alignment(wrap_text=True, vertical="center")
	sheet.merge_cells("A5:G5")
	sheet.row_dimensions[5].height = 32


def _table(sheet: Worksheet, doc, lang: str) -> None:
	labels = (
		_("Code of the Item"),
		_("Checklist Item"),
		_("Guidance"),
		_("Evidence Required"),
		_("Met"),
		_("Number", context="Site Assessment Result"),
		_("Remark"),
	)
	for column, label in zip("ABCDEFG", labels, strict=True):
		cell = _put(sheet, f"{column}{HEADER_ROW}", label, lang, bold=True)
		cell.fill, cell.border = _HEAD, _LINE
		cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
	for line, row in enumerate(doc.results, start=FIRST_ROW):
		mandatory = "" if cint(row.is_mandatory) else f" ({_('optional')})"
		values = {
			"A": row.item_code,
			"B": f"{row.item_title}{mandatory}",
			"C": row.guidance,
			"D": evidence_words(row),
			MET: YES[lang] if cint(row.is_met) else "",
			NUMBER: cint(row.number) if cint(row.number) else None,
			REMARK: row.remark,
		}
		for column, value in values.items():
			cell = _put(sheet, f"{column}{line}", value, lang)
			cell.border = _LINE
			centred = column in (CODE, MET, NUMBER)
			cell.alignment = Alignment(
				wrap_text=True, vertical="center", horizontal="center" if centred else "left"
			)
			if column in (MET, REMARK) or (column == NUMBER and row.evidence_required == rules.NUMBER):
				cell.protection, cell.fill = Protection(locked=False), _INPUT
			if column in (CODE, REMARK):
				cell.number_format = "@"
		longest = max(len(cstr(row.guidance)) / 19, len(evidence_words(row)) / 12, len(cstr(row.remark)) / 16)
		sheet.row_dimensions[line].height = max(34, 16 * (int(longest) + 1))


def evidence_words(row) -> str:
	"""What proves an item, in words: kind, how many, and what the system counts at present."""
	words = _(row.evidence_required, context="Site Assessment Result")
	least = max(1, cint(row.minimum))
	if row.evidence_required == rules.RECORDS:
		source = _(row.record_source, context="Site Assessment Result")
		return _("{0}: at least {1} ({2} counted at present)").format(source, least, cint(row.record_count))
	if row.evidence_required == rules.NUMBER:
		return _("{0}: at least {1}").format(words, least)
	return words


def _choices(sheet: Worksheet, rows: int, lang: str) -> None:
	last = FIRST_ROW + rows - 1
	ticks = DataValidation(type="list", formula1=f'"{YES[lang]},{NO[lang]}"', allow_blank=True)
	ticks.error = _("Choose {0} or {1}.").format(YES[lang], NO[lang])
	numbers = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
	numbers.error = _("Enter a whole number from 0 upwards.")
	for validation, column in ((ticks, MET), (numbers, NUMBER)):
		validation.showErrorMessage = True
		sheet.add_data_validation(validation)
		validation.add(f"{column}{FIRST_ROW}:{column}{last}")


def _layout(sheet: Worksheet, rows: int) -> None:
	for column, width in _WIDTHS.items():
		sheet.column_dimensions[column].width = width
	sheet.row_dimensions[1].height = 30
	sheet.freeze_panes = f"A{FIRST_ROW}"
	sheet.protection.sheet = True
	sheet.protection.formatColumns = sheet.protection.formatRows = False
	sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
	sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
	sheet.sheet_properties.pageSetUpPr.fitToPage = True
	sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
	sheet.print_area = f"A1:G{FIRST_ROW + rows - 1}"
	sheet.print_options.horizontalCentered = True
	sheet.page_margins.left = sheet.page_margins.right = 0.4
	sheet.oddFooter.center.text = "&P / &N"


def _keep_state(book: Workbook, doc, standard, name: str | None) -> None:
	kept = {
		"kind": KIND,
		"version": VERSION,
		"assessment": name,
		"service_site": doc.service_site,
		"standard": doc.standard,
		"fingerprint": fingerprint(standard),
		"assessed_on": str(getdate(doc.assessed_on)),
		"answers": {row.item_code: _known(row) for row in doc.results},
	}
	sheet = book.create_sheet(STATE_SHEET)
	text = json.dumps(kept, ensure_ascii=False)
	for line, start in enumerate(range(0, len(text), 30_000), start=1):  # a cell holds 32,767 letters
		_text(sheet.cell(line, 1), text[start : start + 30_000])
	sheet.sheet_state = "veryHidden"
	sheet.protection.sheet = True


def _known(row) -> dict:
	answer = entry.declared(row)
	return {field: answer[field] for field in entry.ENTERED}


def _put(sheet: Worksheet, where: str, value, lang: str, size: int = 11, bold: bool = False) -> Cell:
	cell = sheet[where]
	if isinstance(value, str):
		_text(cell, value)
	else:
		cell.value = value
	cell.font = Font(name=_FONT[lang], size=size, bold=bold)
	cell.alignment = Alignment(vertical="center", wrap_text=True)
	return cell


def _text(cell: Cell, value: str) -> None:
	"""Text stays text, also where it begins like a formula. Letters that no sheet can hold are left out."""
	cell.value = "".join(letter for letter in value if letter in "\n\t" or letter >= " ") or None
	if cell.value and cell.value[0] in "=+-@\t":
		cell.data_type, cell.quotePrefix = "s", True
