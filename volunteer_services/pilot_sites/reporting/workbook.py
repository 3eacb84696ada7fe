"""The compliance report as a formatted workbook: regions, sites with their ticks, items missed."""

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import frappe
from frappe import _
from frappe.utils import cstr, format_date, format_datetime, now, strip_html
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from volunteer_services.foundation.reporting.query import scope_note
from volunteer_services.pilot_sites.reporting import compliance, standards
from volunteer_services.volunteer_registry.reporting import regions

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula, or what may hide one."""
HEADER_ROW = 4
NARROWEST, WIDEST = 8, 42
_THIN = Side(style="thin", color="D0D5DA")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="2F6FB5")
_TOTAL = PatternFill("solid", fgColor="EEF1F4")
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_TICKS = {standards.MET: ("E3F4E8", "1E6B35"), standards.MISSED: ("FBE3E1", "A3231A")}
# Background and letters by state: certified green, to be rectified red, …
_STATES = {
	"Certified": ("CDEBD4", "1E6B35"),
	"Needs Rectification": ("F7CFCB", "A3231A"),
	"Under Review": ("D5E4F5", "1F4E82"),
	"Lapsed": ("FBECC2", "7A5A00"),
	"Not Assessed": ("E6E9EC", "5A636B"),
}


@dataclass(frozen=True)
class Column:
	"""A column of a sheet: its heading, and whether it is centred or holds percentages."""

	heading: str
	is_centred: bool = False
	is_percent: bool = False


def compliance_workbook(filters: dict) -> bytes:
	"""The workbook of the sites in the reader's scope, as an xlsx file. Raises ReportFilterError."""
	standard, day = standards.standard_of(filters), standards.day_of(filters)
	regions.check_level(filters.get("level"))
	sites = standards.standings(filters, standard)
	answers = standards.ticks(sites)
	book = Workbook()
	head = _heading(standard, day)
	_regions_sheet(book.active, head, sites, filters.get("level"))
	_sites_sheet(book.create_sheet(), head, sites, answers, standard.items)
	_items_sheet(
		book.create_sheet(), head, [site for site in sites if site.assessment], answers, standard.items
	)
	book.properties.creator = _who()
	book.properties.title = cstr(_("Site Compliance"))
	out = io.BytesIO()
	book.save(out)
	return out.getvalue()


def width(text: str) -> int:
	"""How many columns a text takes: Chinese signs count two."""
	lines = cstr(text).split("\n")
	return max(sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in lines)


def put(cell: Cell, value) -> None:
	"""Write a value; what a spreadsheet would take for a formula is written as text."""
	if isinstance(value, str):
		value = ILLEGAL_CHARACTERS_RE.sub("", value)
	cell.value = value
	if isinstance(value, str) and value.startswith(FORMULA):
		cell.data_type = "s"
		cell.quotePrefix = True


def _heading(standard: standards.Standard, day) -> str:
	parts = [
		_("Standard: {0}, version {1}").format(standard.name, standard.version_no),
		_("As of {0}").format(format_date(day)),
		_("Exported by {0} on {1}").format(_who(), format_datetime(now())),
	]
	if restricted := scope_note():
		parts.append(strip_html(restricted))
	return "    ".join(parts)


def _who() -> str:
	return cstr(frappe.utils.get_fullname(frappe.session.user))


def _regions_sheet(sheet: Worksheet, head: str, sites: list, level: str | None) -> None:
	sheet.title = _("By Region")
	columns = [
		Column(_("Region")),
		Column(_("Region Level"), True),
		Column(_("Service Sites"), True),
		Column(_("Assessed"), True),
		Column(_("Certified Sites"), True),
		Column(_("Need Rectification"), True),
		Column(_("Assessment Under Review"), True),
		Column(_("Lapsed Sites"), True),
		Column(_("Never Assessed"), True),
		Column(_("Share Certified (%)"), True, True),
	]
	fields = ("sites", "assessed", *compliance.COUNTED.values(), "rate")
	rows = []
	for node, members in regions.grouped(sites, level):
		figures = compliance.figures(members)
		rows.append(
			[f"{'　' * (node.indent or 0)}{node.label}", node.level, *(figures[one] for one in fields)]
		)
	figures = compliance.figures(sites)
	rows.append([_("Totals"), "", *(figures[one] for one in fields)])
	_write(sheet, _("Site Compliance by Region"), head, columns, rows, has_total=True)


def _sites_sheet(sheet: Worksheet, head: str, sites: list, answers: dict, items: list) -> None:
	sheet.title = _("Service Sites")
	columns = [
		Column(_("Service Site")),
		Column(_("Region")),
		Column(_("Site Type")),
		Column(_("State by the Standard"), True),
		Column(_("Certified Until"), True),
		Column(_("Items Met"), True),
		*(Column(title, True) for _code, title in items),
		Column(_("Assessed On"), True),
	]
	rows = [
		[
			site.site_name,
			site.region_name,
			_(site.site_type) if site.site_type else "",
			standards.state_word(site.state),
			site.valid_until,
			f"{site.met_count} / {site.item_count}" if site.assessment else "",
			*(standards.mark(answers.get(site.assessment), code) for code, _title in items),
			site.assessed_on,
		]
		for site in sites
	]
	_write(sheet, _("Sites and Their Checklist"), head, columns, rows)
	for number, site in enumerate(sites, start=HEADER_ROW + 1):
		_colour(sheet.cell(number, 4), *_STATES[site.state])
		for cell in sheet[number][6 : 6 + len(items)]:
			if cell.value in _TICKS:
				_colour(cell, *_TICKS[cell.value])


def _items_sheet(sheet: Worksheet, head: str, sites: list, answers: dict, items: list) -> None:
	sheet.title = _("Missed Items")
	columns = [
		Column(_("Checklist Item")),
		Column(_("Sites Assessed"), True),
		Column(_("Sites That Miss It"), True),
		Column(_("Sites That Meet It"), True),
		Column(_("Share Missing (%)"), True, True),
	]
	rows = [
		[row.label, row.assessed, row.missed, row.met, row.share]
		for row in compliance.item_rows(sites, answers, items)
	]
	_write(sheet, _("Missed Checklist Items"), head, columns, rows)


def _write(
	sheet: Worksheet,
	title: str,
	head: str,
	columns: list[Column],
	rows: Iterable[list],
	has_total: bool = False,
) -> None:
	"""Title, heading and table; frozen, filtered, and set up for A4 across."""
	last = get_column_letter(len(columns))
	put(sheet["A1"], title)
	sheet["A1"].font = Font(bold=True, size=16)
	put(sheet["A2"], head)
	sheet["A2"].font = Font(color="5A636B", size=10)
	sheet["A2"].alignment = Alignment(wrap_text=True, vertical="top")
	for row in ("1", "2"):
		sheet.merge_cells(f"A{row}:{last}{row}")
	sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 26, 32
	widths = [width(column.heading) for column in columns]
	for index, column in enumerate(columns, start=1):
		cell = sheet.cell(HEADER_ROW, index)
		put(cell, column.heading)
		cell.font, cell.fill, cell.border = Font(bold=True, color="FFFFFF"), _HEAD, _BORDER
		cell.alignment = _CENTRED
	number = HEADER_ROW
	for number, row in enumerate(rows, start=HEADER_ROW + 1):
		for index, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
			cell = sheet.cell(number, index)
			put(cell, value)
			cell.border = _BORDER
			cell.alignment = _CENTRED if column.is_centred else _LEFT
			if column.is_percent:
				cell.number_format = "0.0"
			elif isinstance(value, (date, datetime)):
				cell.number_format = "yyyy-mm-dd"
			widths[index - 1] = max(widths[index - 1], 10 if isinstance(value, date) else width(cstr(value)))
	if has_total and number > HEADER_ROW:
		for cell in sheet[number]:
			cell.font, cell.fill = Font(bold=True), _TOTAL
	for index, wide in enumerate(widths, start=1):
		sheet.column_dimensions[get_column_letter(index)].width = min(WIDEST, max(NARROWEST, wide + 3))
	end = number - 1 if has_total else number
	sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{max(end, HEADER_ROW)}"
	sheet.freeze_panes = f"B{HEADER_ROW + 1}"
	_set_up_print(sheet, f"A1:{last}{number}")


def _set_up_print(sheet: Worksheet, area: str) -> None:
	sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
	sheet.sheet_properties.pageSetUpPr.fitToPage = True
	sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
	sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
	sheet.print_area = area
	sheet.page_margins.left = sheet.page_margins.right = 0.4
	sheet.page_margins.top = sheet.page_margins.bottom = 0.5
	sheet.oddFooter.center.text = "&P / &N"


def _colour(cell: Cell, background: str, letters: str) -> None:
	cell.fill, cell.font = _paint(background, letters)


@cache
def _paint(background: str, letters: str) -> tuple[PatternFill, Font]:
	"""Made once: a sheet has thousands of coloured cells."""
	return PatternFill("solid", fgColor=background), Font(color=letters, bold=True)
