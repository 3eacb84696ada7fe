"""A blank sheet for the import of one of our DocTypes, in the words of the user's form: columns that keep
long numbers whole, lists of choices to pick from, and a page that says what each column takes."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model import no_value_fields
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from volunteer_services.foundation.documents.entered import NUMBERS, WHOLE, counts_minutes
from volunteer_services.foundation.sheets import words

ROWS = 500
_TEXT = "@"
_MOST_OF_TITLE = 31
_NOT_IN_TITLE = re.compile(r"[\\/*?:\[\]]")
_MOST_LETTERS = 250  # Excel's limit of a list of choices


@dataclass(frozen=True)
class Heading:
	"""A column of the sheet: its heading, the field, the DocType of the field."""

	title: str
	df: object
	doctype: str
	is_required: bool


def headings(doctype: str) -> list[Heading]:
	"""What may be entered: the form's own fields in their order, then the columns of its tables."""
	found = [
		Heading(words.shown_label(df, doctype), df, doctype, bool(df.reqd)) for df in _enterable(doctype)
	]
	for table in frappe.get_meta(doctype).get_table_fields():
		if not table.read_only and not table.hidden:
			name = words.shown_label(table, doctype)
			found += [
				Heading(f"{words.shown_label(df, table.options)} ({name})", df, table.options, False)
				for df in _enterable(table.options)
			]
	return found


def _enterable(doctype: str) -> Iterator:
	for df in frappe.get_meta(doctype).fields:
		if df.fieldtype in no_value_fields or df.read_only or df.hidden or df.permlevel:
			continue
		if df.fieldtype not in ("Attach", "Attach Image", "Signature", "Geolocation", "Password"):
			yield df


def blank(doctype: str) -> bytes:
	"""The file, as XLSX."""
	book = Workbook()
	sheet = book.active
	sheet.title = title(doctype)[:_MOST_OF_TITLE]
	columns = headings(doctype)
	for place, column in enumerate(columns, start=1):
		_write_column(sheet, place, column)
	sheet.freeze_panes = "A2"
	_write_help(book.create_sheet(_("How to Fill In")[:_MOST_OF_TITLE]), columns)
	out = io.BytesIO()
	book.save(out)
	return out.getvalue()


def title(doctype: str) -> str:
	"""The DocType's name without what Excel forbids in the name of a sheet, and systems in that of a file."""
	return _NOT_IN_TITLE.sub(" ", _(doctype))


def _write_column(sheet, place: int, column: Heading) -> None:
	letter = get_column_letter(place)
	cell = sheet.cell(1, place, column.title)
	cell.font = Font(bold=column.is_required)
	sheet.column_dimensions[letter].width = max(12, 2 * len(column.title) + 2)
	if column.df.fieldtype not in (*WHOLE, *NUMBERS):
		sheet.column_dimensions[letter].number_format = _TEXT
		for row in range(2, ROWS + 2):
			sheet.cell(row, place).number_format = _TEXT
	choices = ",".join(_choices(column))
	if choices and len(choices) <= _MOST_LETTERS:
		rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
		sheet.add_data_validation(rule)
		rule.add(f"{letter}2:{letter}{ROWS + 1}")


def _choices(column: Heading) -> list[str]:
	if column.df.fieldtype == "Check":
		return [_("Yes"), _("No", context="Data Import")]
	if column.df.fieldtype == "Select":
		return words.shown_options(column.df, column.doctype)
	return []


def _write_help(sheet, columns: list[Heading]) -> None:
	sheet.append([_("Column"), _("Must Be Filled"), _("What to Write")])
	for column in columns:
		sheet.append([column.title, _("Yes") if column.is_required else "", _what_to_write(column)])
	for letter, width in zip("ABC", (30, 10, 80), strict=True):
		sheet.column_dimensions[letter].width = width


def _what_to_write(column: Heading) -> str:
	df = column.df
	if choices := _choices(column):
		return ", ".join(choices)
	if df.fieldtype == "Date":
		return _("A day with its year, as 2021-09-20")
	if df.fieldtype == "Datetime":
		return _("Day and time, as 2021-09-20 14:30; the time alone where the row says its day")
	if df.fieldtype == "Link":
		return _("The ID of the {0}").format(_(df.options))
	if counts_minutes(df):
		return _("Whole minutes, as 150, or the time with its unit, as 2.5 hours")
	if df.fieldname == "hours":
		return _("Hours, as 2.5, or the time with its unit, as 150 minutes")
	if df.fieldtype in WHOLE:
		return _("A whole number")
	return _("A number") if df.fieldtype in NUMBERS else _(df.description or "", context=column.doctype)
