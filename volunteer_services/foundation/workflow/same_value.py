"""What counts as a change of a field's value."""

import frappe
from frappe.utils import cint, cstr, flt, get_datetime


def same_value(df, old, new) -> bool:
	"""Whether two values of the field ``df`` are the same, however they came in (JSON, form, database)."""
	if df.fieldtype in frappe.model.table_fields:
		return _rows(old) == _rows(new)
	if df.fieldtype in ("Int", "Check"):
		return cint(old) == cint(new)
	if df.fieldtype == "Datetime":
		return bool(old) == bool(new) and (not old or get_datetime(old) == get_datetime(new))
	if df.fieldtype in ("Float", "Currency", "Percent"):
		return abs(flt(old) - flt(new)) < 1e-6
	return cstr(old).strip() == cstr(new).strip()


def _rows(rows) -> list[tuple]:
	"""What a person enters in the rows, in their order."""
	return [
		tuple(
			cint(row.get(df.fieldname)) if df.fieldtype in ("Int", "Check") else cstr(row.get(df.fieldname))
			for df in row.meta.fields
			if df.fieldtype not in frappe.model.no_value_fields and not df.read_only
		)
		for row in rows or []
	]
