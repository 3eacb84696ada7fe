"""One list, count or search as a request describes it: its columns, filters and sortings must name only what
the user may read.

Frappe takes columns of a higher level out of what it shows, but filters and sorts by them, which tells their
content letter by letter; and it shows columns of linked documents without asking for the scope.
"""

import json
import re

import frappe
from frappe import _

from volunteer_services.foundation.doors.fields import may_look_through, unreadable
from volunteer_services.foundation.doors.ours import is_ours

_TABLE = re.compile(r"[`\"]tab([^`\"]+)[`\"](?:\s*\.\s*[`\"]?(\w+)[`\"]?)?")
_PATH = re.compile(r"[`\"]?(\w+)[`\"]?\s*\.\s*[`\"]?(\w+)[`\"]?")
_WORD = re.compile(r"\w+")
_PLAIN = re.compile(
	r"\s*(?:[`\"]tab([^`\"]+)[`\"]\s*\.\s*)?[`\"]?(\w+)[`\"]?(?:\s+as\s+[`\"]?\w+[`\"]?)?\s*", re.I
)


class Query:
	"""A list of ``doctype`` (rows of a table: those of ``parenttype``)."""

	def __init__(self, doctype: str, parenttype: str | None = None) -> None:
		self.doctype = doctype
		self.hidden = unreadable(doctype, parenttype)
		self.meta = frappe.get_meta(doctype)
		self.tables = {df.options: df.fieldname for df in self.meta.get_table_fields()}

	def columns(self, fields):
		"""The columns without those that the user may not read, as Frappe does; refuses what hides one in an
		expression or reaches for another document."""
		given = parsed(fields)
		if isinstance(given, str):
			given = given.split(",")
		if not isinstance(given, list | tuple):
			return fields
		given = [column for field in given for column in self._each(field)]
		kept = [field for field in given if not self._is_plainly_hidden(field)]
		for field in kept:
			self.check(field)
		return fields if kept == parsed(fields) else kept or ["name"]

	def _each(self, field) -> list:
		"""All columns one by one, where Frappe would show more of them than a list may."""
		is_all = isinstance(field, str) and field.replace(" ", "") in (
			"*",
			f"`tab{self.doctype}`.*".replace(" ", ""),
		)
		if not is_all or not self.hidden:
			return [field]
		return [
			f"`tab{self.doctype}`.`{name}`"
			for name in self.meta.get_valid_columns()
			if name not in self.hidden
		]

	def check(self, expression) -> None:
		"""Refuse an expression (a column, a sorting, a grouping, a function) that names a field which the
		user may not read."""
		if isinstance(expression, dict):
			for key, value in expression.items():
				self._check_part(key, value)
		elif isinstance(expression, list | tuple):
			for part in expression:
				self.check(part)
		elif isinstance(expression, str):
			self._check_text(expression)

	def check_filters(self, filters) -> None:
		"""Refuse filters on such fields, in any of the forms that Frappe takes."""
		filters = parsed(filters)
		if isinstance(filters, dict):
			for key, value in filters.items():
				self._check_text(key)
				self._check_value(value)
		elif isinstance(filters, list | tuple) and filters:
			if isinstance(filters[0], str):
				self._check_condition(filters)
			else:
				for part in filters:
					if not isinstance(part, str):
						self.check_filters(part)

	def check_column(self, doctype, column) -> None:
		"""Refuse a column of this table or of another one."""
		self._check_column(str(doctype or self.doctype), str(column))

	# --- parts --------------------------------------------------------------------------------------------

	def _check_part(self, key: str, value) -> None:
		df = self.meta.get_field(key)
		if df and df.options in self.tables:  # columns of the rows of a table
			for column in _strings(value):
				self._check_column(df.options, column)
			return
		if df and df.fieldtype == "Link":  # columns of the document that is linked
			for column in _strings(value):
				self._check_path(key, column)
			return
		self._check_text(key)
		if key != "as":
			self.check(value)

	def _check_condition(self, condition) -> None:
		if len(condition) > 3 and not _is_field(self.meta, condition[0]):
			self._check_text(str(condition[1]), str(condition[0]))
		else:
			self._check_text(condition[0])
		for value in condition[1:]:
			self._check_value(value)

	def _check_value(self, value) -> None:
		# A value that is no value but an expression of its own.
		if isinstance(value, dict):
			self.check(value)
		elif isinstance(value, list | tuple):
			for part in value:
				self._check_value(part)

	def _check_text(self, text: str, doctype: str | None = None) -> None:
		if doctype and doctype != self.doctype:
			self._check_column(doctype, text)
			return
		for table, column in _TABLE.findall(text):
			self._check_column(table, column)
		rest = _TABLE.sub(" ", text)
		for first, column in _PATH.findall(rest):
			self._check_path(first, column)
		for word in _WORD.findall(_PATH.sub(" ", rest)):
			self._check_own(word)

	def _check_own(self, column: str) -> None:
		if column.lower() in self.hidden:
			_refuse(self.doctype, column)

	def _check_column(self, doctype: str, column: str) -> None:
		if doctype == self.doctype:
			self._check_own(column)
		elif doctype in self.tables:
			hidden = unreadable(doctype, self.doctype)
			for word in _WORD.findall(column):
				if word.lower() in hidden:
					_refuse(doctype, word)
		elif is_ours(doctype):
			_refuse(doctype, column)

	def _check_path(self, fieldname: str, column: str) -> None:
		df = self.meta.get_field(fieldname)
		if not df:
			self._check_own(column)
		elif df.options in self.tables:
			self._check_column(df.options, column)
		elif df.fieldtype == "Link" and is_ours(df.options) and not may_look_through(df.options, column):
			_refuse(df.options, column)

	def _is_plainly_hidden(self, field) -> bool:
		found = _PLAIN.fullmatch(field) if isinstance(field, str) else None
		if not found:
			return False
		table, column = found.group(1) or self.doctype, found.group(2).lower()
		if table in self.tables:
			return column in unreadable(table, self.doctype)
		return table == self.doctype and column in self.hidden


def _is_field(meta, word) -> bool:
	return isinstance(word, str) and bool(meta.get_field(word) or word in ("name", "owner", "docstatus"))


def parsed(value):
	"""What a request's text says as JSON; the text itself where it is none."""
	if isinstance(value, str):
		try:
			return json.loads(value)
		except ValueError:
			return value
	return value


def _strings(value) -> list[str]:
	if isinstance(value, dict):
		return [text for pair in value.items() for part in pair for text in _strings(part)]
	if isinstance(value, list | tuple):
		return [text for part in value for text in _strings(part)]
	return [value] if isinstance(value, str) else []


def _refuse(doctype: str, column: str) -> None:
	frappe.throw(
		_("The field {0} of {1} cannot be used here.").format(frappe.utils.escape_html(column), _(doctype)),
		frappe.PermissionError,
		title=_("Not Allowed"),
	)
