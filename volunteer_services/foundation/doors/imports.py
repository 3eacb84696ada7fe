"""Frappe's Data Import, for our DocTypes: who may use it, what it may open, and how it reads a file.

Its reader has no hook, and its result no longer tells what stood in the cell (``reading.py``); so the method
that hands the rows to it is stood in for, as the doors do. For DocTypes of others it does what it always did.
"""

import functools

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.foundation import roles
from volunteer_services.foundation.doors.originals import guarded
from volunteer_services.foundation.doors.ours import APP, is_ours
from volunteer_services.foundation.files import opening
from volunteer_services.foundation.sheets.reading import Sheet

DATA_IMPORT = "Data Import"
_MODULE = "frappe.core.doctype.data_import.data_import"


def install() -> None:
	"""Stand in front of the reader of Frappe's import, once in each process."""
	from frappe.core.doctype.data_import.importer import ImportFile

	original = ImportFile.get_data_from_template_file
	if getattr(original, "for_volunteer_services", False):
		return

	@functools.wraps(original)
	def get_data_from_template_file(self):
		if APP not in frappe.get_installed_apps():
			return original(self)
		check_file(self)
		rows = original(self)
		return _read(self, rows) if is_ours(self.doctype) else rows

	get_data_from_template_file.for_volunteer_services = True
	ImportFile.get_data_from_template_file = get_data_from_template_file


def _read(file, rows: list[list] | None) -> list[list] | None:
	from frappe.core.doctype.data_import.importer import get_df_for_column_header

	if not rows:
		return rows
	sheet = Sheet(file.doctype, rows, file.column_to_field_map)
	sheet.read()
	file.warnings += sheet.warnings
	file.column_to_field_map = frappe._dict(
		sheet.mapping(lambda title: get_df_for_column_header(file.doctype, title))
	)
	return sheet.rows


def check_file(file) -> None:
	"""Raise PermissionError for a sheet that the user may not open: Frappe reads and shows any by its
	address."""
	if file.file_doc:
		opening.check_address(file.file_doc.file_url)


def check(doc, method: str | None = None) -> None:
	"""Doc event of Data Import: our documents are imported by who has the right to; whom our own role alone
	lets in imports nothing else. Raises PermissionError."""
	target = cstr(doc.reference_doctype)
	is_target_ours = is_ours(target)
	if not is_target_ours and not _is_let_in_by_us():
		return
	if not is_target_ours or not frappe.has_permission(target, "import"):
		frappe.throw(
			_("You have no permission to import {0}.").format(_(target)),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)


def _is_let_in_by_us() -> bool:
	"""Whether the user may use Data Import because of our role only."""
	if frappe.session.user == "Administrator":
		return False
	held = set(frappe.get_roles())
	letting = {
		row.role for row in frappe.get_meta(DATA_IMPORT).permissions if row.create and not row.permlevel
	}
	return bool(held & letting) and held & letting <= {roles.MANAGER}


# --- Data Import's own methods: the first Frappe 15 shows and starts anybody's import by its name -----------


def _requires(argument: str, right: str):
	def guard(arguments) -> None:
		frappe.get_doc(DATA_IMPORT, arguments.get(argument)).check_permission(right)

	return guard


preview = guarded(f"{_MODULE}.get_preview_from_template", _requires("data_import", "read"))
start = guarded(f"{_MODULE}.form_start_import", _requires("data_import", "write"))
failed_rows = guarded(f"{_MODULE}.download_errored_template", _requires("data_import_name", "read"))
import_log = guarded(f"{_MODULE}.download_import_log", _requires("data_import_name", "read"))
status = guarded(f"{_MODULE}.get_import_status", _requires("data_import_name", "read"))
