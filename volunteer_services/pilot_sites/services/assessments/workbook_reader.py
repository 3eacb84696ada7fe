"""Reads the Excel form of an assessment back: all rows or none, every fault with the address of its cell."""

import json
from dataclasses import dataclass, field
from io import BytesIO

import frappe
from frappe import _
from frappe.utils import cstr, escape_html, getdate
from openpyxl import load_workbook

from volunteer_services.exceptions import WorkbookError
from volunteer_services.foundation import access
from volunteer_services.foundation.database.savepoint import undone_on_error
from volunteer_services.foundation.paper import printing
from volunteer_services.foundation.sheets import book
from volunteer_services.pilot_sites.services import checklists
from volunteer_services.pilot_sites.services.assessments import entry, workbook

DOCTYPE = "Site Assessment"
MAX_BYTES = 2 * 2**20
MAX_ROWS = 300
_YES = frozenset({"是", "yes", "y", "√", "✓", "true", "1"})
_NO = frozenset({"否", "no", "n", "×", "✗", "false", "0", ""})


@dataclass
class Form:
	"""What a form says: where it belongs to, and the answers by the item's code with their cells."""

	kept: dict
	answers: dict[str, dict] = field(default_factory=dict)
	cells: dict[str, int] = field(default_factory=dict)
	faults: list[str] = field(default_factory=list)

	def fault(self, column: str, line: int, message: str) -> None:
		self.faults.append(_("{0}: {1}").format(f"{column}{line}", message))


def into_draft(name: str, content: bytes) -> dict:
	"""Take over what was changed in the form of this draft. Raises WorkbookError with all faults."""
	form = read(content)
	doc = entry.locked_draft(name)
	kept = form.kept
	if kept["assessment"] and kept["assessment"] != doc.name:
		_refuse(
			_("This is the form of the assessment {0}, not of {1}. Choose the right file.").format(
				escape_html(kept["assessment"]), doc.name
			)
		)
	if kept["service_site"] != doc.service_site:
		_refuse(
			_("This form was made for another site than {0}. Choose the right file.").format(
				doc.site_name or doc.service_site
			)
		)
	return _take_over(doc, form)


def into_new(content: bytes) -> dict:
	"""Make the draft that a blank form asks for, or go on with the draft that the form belongs to."""
	form = read(content)
	if form.kept["assessment"]:
		if not frappe.db.exists(DOCTYPE, form.kept["assessment"]):
			_refuse(
				_("The assessment {0} of this form does not exist any more. Export a new form.").format(
					escape_html(form.kept["assessment"])
				)
			)
		return _take_over(entry.locked_draft(form.kept["assessment"]), form)
	access.require_permission(DOCTYPE, "create")
	for doctype, key in (("Service Site", "service_site"), ("Checklist Standard", "standard")):
		if not frappe.db.exists(doctype, form.kept[key]):
			_refuse(
				_("{0} {1} of this form does not exist. Export a new form.").format(
					_(doctype), escape_html(form.kept[key])
				)
			)
		access.require_permission(doctype, "read", form.kept[key])
	with undone_on_error():
		name = entry.begin(
			form.kept["service_site"], form.kept["standard"], assessed_on=form.kept["assessed_on"]
		)
		return _take_over(frappe.get_doc(DOCTYPE, name), form)


def read(content: bytes) -> Form:
	"""The form in a file, with what is wrong in its cells. Raises WorkbookError for what is no form."""
	_check_package(content)
	try:
		opened = load_workbook(BytesIO(content), data_only=True, keep_vba=False, keep_links=False)
	except Exception:  # a damaged part raises whatever its reader happens to raise
		_refuse(_("The file is damaged: it cannot be read as an Excel workbook. Save it anew as .xlsx."))
	form = Form(_kept_state(opened))
	sheets = [sheet for sheet in opened.worksheets if sheet.title != workbook.STATE_SHEET]
	if not sheets:
		_not_ours()
	_read_rows(sheets[0], form)
	return form


def _check_package(content: bytes) -> None:
	if len(content) > MAX_BYTES:
		_refuse(
			_("The file has {0} MB; a form has less than {1} MB. Choose the form that was exported.").format(
				round(len(content) / 2**20, 1), MAX_BYTES // 2**20
			)
		)
	if fault := book.why_unreadable(content):
		_refuse_unreadable(fault)


def _refuse_unreadable(fault: book.Fault) -> None:
	if fault is book.Fault.OTHER_KIND:
		_not_ours()
	if fault is book.Fault.TOO_LARGE:
		_refuse(_("The file is far larger than a form when it is unpacked. It was not read."))
	if fault is book.Fault.DAMAGED:
		_refuse(_("The file is damaged: it cannot be read as an Excel workbook. Save it anew as .xlsx."))
	_refuse(_("This is no Excel file of the kind .xlsx. Choose the form that was exported, saved as .xlsx."))


def _kept_state(opened) -> dict:
	if workbook.STATE_SHEET not in opened.sheetnames:
		_not_ours()
	sheet = opened[workbook.STATE_SHEET]
	text = "".join(cstr(row[0]) for row in sheet.iter_rows(1, MAX_ROWS, 1, 1, values_only=True) if row[0])
	try:
		kept = json.loads(text)
	except ValueError:
		_not_ours()
	wanted = ("kind", "version", "service_site", "standard", "fingerprint", "assessed_on", "answers")
	if not isinstance(kept, dict) or any(key not in kept for key in wanted):
		_not_ours()
	if (kept["kind"], kept["version"]) != (workbook.KIND, workbook.VERSION):
		_not_ours()
	texts = ("service_site", "standard", "fingerprint", "assessed_on")
	if not isinstance(kept["answers"], dict) or any(not isinstance(kept[key], str) for key in texts):
		_not_ours()
	try:
		getdate(kept["assessed_on"])
	except Exception:  # whatever the reader of dates raises for what is none
		_not_ours()
	kept["assessment"] = cstr(kept.get("assessment"))
	kept["answers"] = {key: value for key, value in kept["answers"].items() if isinstance(value, dict)}
	return kept


def _read_rows(sheet, form: Form) -> None:
	first = workbook.FIRST_ROW
	last = min(sheet.max_row, first + MAX_ROWS)
	for line in range(first, last + 1):
		values = {
			column: sheet[f"{column}{line}"].value
			for column in (
				workbook.CODE,
				workbook.MET,
				workbook.NUMBER,
				workbook.REMARK,
			)
		}
		if all(value in (None, "") for value in values.values()):
			continue
		_read_row(form, line, values)


def _read_row(form: Form, line: int, values: dict) -> None:
	code = cstr(values[workbook.CODE]).strip()
	if not code:
		form.fault(workbook.CODE, line, _("The item code is missing. Do not change this column."))
		return
	if code in form.answers:
		form.fault(
			workbook.CODE,
			line,
			_("The item {0} stands twice, in row {1} too. Remove one row.").format(
				escape_html(code), form.cells[code]
			),
		)
		return
	form.cells[code] = line
	form.answers[code] = {
		"is_met": _tick(form, line, values[workbook.MET]),
		"number": _number(form, line, values[workbook.NUMBER]),
		"remark": cstr(values[workbook.REMARK]).strip(),
	}


def _tick(form: Form, line: int, value) -> int:
	text = cstr(int(value) if isinstance(value, bool) else value).strip().lower()
	lang = "zh" if printing.is_chinese() else "en"
	if text in _YES:
		return 1
	if text not in _NO:
		form.fault(
			workbook.MET,
			line,
			_("{0} is no answer. Choose {1} or {2}.").format(
				escape_html(text[:40]), workbook.YES[lang], workbook.NO[lang]
			),
		)
	return 0


def _number(form: Form, line: int, value) -> int:
	text = cstr(value).strip()
	if not text:
		return 0
	try:
		number = int(value) if isinstance(value, float) and value.is_integer() else int(text)
	except (ValueError, OverflowError):
		number = -1
	if isinstance(value, bool) or not 0 <= number <= entry.MAX_NUMBER:
		form.fault(
			workbook.NUMBER,
			line,
			_("{0} is no possible number. Enter a whole number from 0 upwards.").format(
				escape_html(text[:40])
			),
		)
		return 0
	return number


def _take_over(doc, form: Form) -> dict:
	"""Check the form against the draft, then save all rows at once."""
	standard = frappe.get_cached_doc(checklists.DOCTYPE, doc.standard)
	if form.kept["standard"] != doc.standard or form.kept["fingerprint"] != workbook.fingerprint(standard):
		_refuse(
			_("The standard of {0} is another one since this form was made. Export a new form.").format(
				doc.name
			)
		)
	rows = {row.item_code: row for row in doc.results}
	changes = {}
	for code, answer in form.answers.items():
		if code not in rows:
			form.fault(
				workbook.CODE,
				form.cells[code],
				_("{0} is no item of the standard {1}.").format(escape_html(code), standard.standard_name),
			)
		else:
			changes[code] = _changes(doc, rows[code], answer, form)
	for code in rows:
		if code not in form.answers:
			form.faults.append(
				_("The row of the item {0} ({1}) is missing. Export a new form, or add the row.").format(
					code, rows[code].item_title
				)
			)
	if form.faults:
		_refuse(_("Nothing was taken over. Correct these cells:") + "<br>" + "<br>".join(form.faults))
	for code, values in changes.items():
		rows[code].update(values)
	doc.save()
	return {
		**entry.state(doc),
		"changed": sum(1 for values in changes.values() if values),
	}


def _changes(doc, row, answer: dict, form: Form) -> dict:
	line = form.cells[row.item_code]
	known = form.kept["answers"].get(row.item_code)
	changes = entry.changed(answer, known)
	if len(answer["remark"]) > entry.MAX_REMARK:
		form.fault(
			workbook.REMARK,
			line,
			_("The remark has {0} characters, {1} are possible. Shorten it.").format(
				len(answer["remark"]), entry.MAX_REMARK
			),
		)
	columns = {
		"is_met": workbook.MET,
		"number": workbook.NUMBER,
		"remark": workbook.REMARK,
	}
	for name in entry.clash(row, changes, known):
		form.fault(
			columns[name],
			line,
			_(
				"{0} was changed in the system since the form was made. Compare, and correct one of them."
			).format(row.item_title),
		)
	return changes


def _not_ours() -> None:
	_refuse(_("This workbook is no assessment form of this system. Choose the form that was exported."))


def _refuse(message: str) -> None:
	frappe.throw(message, WorkbookError, title=_("Excel Form"))
