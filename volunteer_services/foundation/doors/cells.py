"""Exported lists: a text that a spreadsheet would take for a formula is told to be a text."""

import functools
import re

import frappe

from volunteer_services.foundation.doors.headings import above

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")
_STARTS = tuple("=+-@\t\r＝＋－＠")
_ROUND_TRIP = ("Data Import Template", "Data Export")
"""Sheets that are read in again, letter by letter. With documents of ours the rows were looked at when they
were written."""
_EXPORTS_OURS = "volunteer_services_exports"


def as_text(value):
	"""The cell as it is exported: a text like a formula gets a leading apostrophe, all else stays."""
	if isinstance(value, str) and value.startswith(_STARTS) and not _NUMBER.fullmatch(value):
		return f"'{value}"
	return value


def _csv(original):
	@functools.wraps(original)
	def get_csv_bytes(data, *args, **kwargs):
		return original([[as_text(value) for value in row] for row in above(data)], *args, **kwargs)

	return get_csv_bytes


def _xlsx(original):
	@functools.wraps(original)
	def make_xlsx(data, sheet_name, *args, **kwargs):
		if sheet_name in _ROUND_TRIP:
			return original(data, sheet_name, *args, **kwargs)
		# Frappe takes the markup off when it writes: a formula may stand behind it.
		from frappe.utils.xlsxutils import handle_html

		rows = (
			[as_text(handle_html(value) if isinstance(value, str) else value) for value in row]
			for row in above(data)
		)
		return original(list(rows), sheet_name, *args, **kwargs)

	return make_xlsx


def _row(original):
	@functools.wraps(original)
	def writerow(self, row):
		is_ours = frappe.flags.get(_EXPORTS_OURS)
		return original(self, [as_text(value) for value in row] if is_ours else row)

	return writerow


def watch_rows(is_ours: bool) -> None:
	"""Say whether Data Export and the templates of Data Import write documents of ours in this request."""
	frappe.flags[_EXPORTS_OURS] = is_ours


def install() -> None:
	"""Stand in Frappe's modules, where the exports, and their jobs, take their writers from."""
	from frappe.desk import utils
	from frappe.utils import csvutils, xlsxutils

	for module, name, door in (
		(utils, "get_csv_bytes", _csv),
		(xlsxutils, "make_xlsx", _xlsx),
		(csvutils.UnicodeWriter, "writerow", _row),
	):
		original = getattr(module, name)
		if getattr(original, "for_volunteer_services", None) is None:
			stands = _only_here(original, door(original))
			stands.for_volunteer_services = True
			setattr(module, name, stands)


def _only_here(original, door):
	"""A process may serve sites without this app."""

	@functools.wraps(original)
	def chosen(*args, **kwargs):
		is_here = __name__.partition(".")[0] in frappe.get_installed_apps()
		return (door if is_here else original)(*args, **kwargs)

	return chosen
