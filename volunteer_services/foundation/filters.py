"""Conditions that come in from outside, checked before they meet the database."""

from typing import Any

import frappe
from frappe.model import no_value_fields, optional_fields, table_fields

from volunteer_services.foundation.domain import arguments
from volunteer_services.foundation.domain.errors import ArgumentError, NotConditionError

OPERATORS = frozenset(
	{"=", "!=", ">", "<", ">=", "<=", "like", "not like", "in", "not in", "is", "between", "timespan"}
	| {"ancestors of", "not ancestors of", "descendants of", "not descendants of"}
)
_STANDARD = ("name", "owner", "creation", "modified", "modified_by", "docstatus", "idx", *optional_fields)
_MANY = frozenset({"in", "not in", "between"})
_WORDS = {"is": ("set", "not set")}
_DAYS = ("Date", "Datetime")
_COMPARING = frozenset({"=", "!=", ">", "<", ">=", "<="})


def conditions(doctype: str, filters: dict | list | None, name: str = "filters") -> list[list]:
	"""The conditions on fields of ``doctype`` and of its tables, each as [doctype, field, operator, value].

	Raises the rule's ArgumentError for anything else.
	"""
	rows = (filters or {}).items() if isinstance(filters, dict) else filters or []
	return [_condition(doctype, row, name) for row in rows]


def _condition(doctype: str, row: Any, name: str) -> list:
	parts = _parts(doctype, row)
	if parts is None or not _is_known(doctype, *parts[:2]):
		raise NotConditionError(name, arguments.shown(row), doctype)
	of, field, operator, value = parts
	operator = operator.strip().lower() if isinstance(operator, str) else ""
	if operator not in OPERATORS or not _fits(of, field, operator, value):
		raise NotConditionError(name, arguments.shown(row), doctype)
	return [of, field, operator, value]


def _parts(doctype: str, row: Any) -> tuple | None:
	"""The four parts of a condition in any of the shapes in which the desk sends it."""
	if isinstance(row, tuple) and len(row) == 2:  # of an object: field → value, or field → [operator, value]
		field, value = row
		if isinstance(value, list):
			return (doctype, field, *value) if len(value) == 2 else None
		return doctype, field, "=", value
	if not isinstance(row, list):
		return None
	row = row[:4] if len(row) == 5 else row  # the list view's fifth says whether it is hidden
	if len(row) == 4:
		return tuple(row)
	if len(row) == 3:
		return (doctype, *row)
	return None


def _is_known(doctype: str, of: Any, field: Any) -> bool:
	if not (isinstance(of, str) and isinstance(field, str)):
		return False
	meta = frappe.get_meta(doctype)
	if of != doctype:
		tables = {df.options for df in meta.fields if df.fieldtype in table_fields}
		if of not in tables:
			return False
		meta = frappe.get_meta(of)
	df = meta.get_field(field)
	return field in _STANDARD if df is None else df.fieldtype not in no_value_fields


def _fits(of: str, field: str, operator: str, value: Any) -> bool:
	if operator in _WORDS:
		return value in _WORDS[operator]
	if operator == "timespan":
		return isinstance(value, str)
	if operator in _MANY:
		values = value.split(",") if isinstance(value, str) else value
		if not isinstance(values, list) or (operator == "between" and len(values) != 2):
			return False
	else:
		values = [value]
	if not all(item is None or isinstance(item, str | int | float) for item in values):
		return False
	df = frappe.get_meta(of).get_field(field)
	fieldtype = df.fieldtype if df else "Datetime" if field in ("creation", "modified") else "Data"
	if fieldtype in _DAYS and (operator in _COMPARING or operator in _MANY):
		return all(item in (None, "") or _is_moment(item) for item in values)
	return True


def _is_moment(value: Any) -> bool:
	try:
		arguments.moment("", value)
	except ArgumentError:
		return False
	return True
