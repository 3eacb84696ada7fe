"""A sheet for one of our DocTypes, read before Frappe's import reads it.

Frappe takes ``2.5小时`` for 2, ``是`` for no, ``1,5`` for 15 and ``20-9-21`` for a day of the year 2021, and
all that the document sees later is the result. So the cells are read here: what can be understood in one way
only becomes what Frappe understands, all else is refused by row, column and value.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property

from frappe import _

from volunteer_services.foundation.documents import entered
from volunteer_services.foundation.domain import errors, readings
from volunteer_services.foundation.rules import explain
from volunteer_services.foundation.sheets import words

_TEXTS = ("Data", "Small Text", "Text", "Long Text", "Link", "Dynamic Link", "Phone", "Autocomplete")
_SPANS = ("starts_on", "ends_on")
NOT_IMPORTED = "Don't Import"  # Frappe's own word
# The days on which what a row says happened; a birth date is none.
_DAY_FIELDS = ("service_date",)


class Sheet:
	"""The rows of a file with their heading. ``chosen``: column → field, as the user mapped it."""

	def __init__(self, doctype: str, rows: list[list], chosen: dict | None = None) -> None:
		self.doctype = doctype
		self.rows = [list(row) for row in rows]
		self.chosen = dict(chosen or {})
		self.warnings: list[dict] = []

	@cached_property
	def head(self) -> int | None:
		"""The place of the heading: Frappe takes the first row that is not empty."""
		filled = (index for index, row in enumerate(self.rows) if any(cell not in ("", None) for cell in row))
		return next(filled, None)

	@cached_property
	def columns(self) -> dict[int, words.Column]:
		"""Place → field. A heading that stands twice counts the first time, as in Frappe."""
		known = words.columns(self.doctype)
		by_key = {column.key: column for column in known.values()}
		found: dict[int, words.Column] = {}
		for place, title in enumerate(self.rows[self.head]):
			key = self.chosen.get(str(place))
			column = by_key.get(key) if key else known.get(words.heading(readings.plain(title)))
			if column and column.key not in {other.key for other in found.values()}:
				found[place] = column
		return found

	def read(self) -> None:
		"""Read all cells in place; fills ``warnings``."""
		if self.head is None:
			return
		for index in range(self.head + 1, len(self.rows)):
			self._read_row(index)

	def mapping(self, by_itself: Callable[[str], object]) -> dict[str, str]:
		"""Place → field, for Frappe: what the user chose, and where it would find none (``by_itself``) or
		another. A field that stands in two columns is taken from the first."""
		found = dict(self.chosen)
		taken = {column.df.fieldname: column for column in self.columns.values()}
		for place, title in enumerate(self.rows[self.head] if self.head is not None else ()):
			df, column = by_itself(title), self.columns.get(place)
			if column and (not df or (df.fieldname, df.parent) != (column.df.fieldname, column.df.parent)):
				found.setdefault(str(place), column.key)
			elif not column and df and df.fieldname in taken and df.parent == self.doctype:
				found.setdefault(str(place), NOT_IMPORTED)
		return found

	def _read_row(self, index: int) -> None:
		row = self.rows[index]
		waiting = []
		for place, column in self._in_order():
			if place >= len(row):
				continue
			if readings.is_empty(row[place]):
				row[place] = None
			elif not self._read_cell(index, place, column, is_last=False):
				waiting.append((place, column))
		for place, column in waiting:  # times of day before the moment that says their day
			self._read_cell(index, place, column, is_last=True)

	def _in_order(self) -> list[tuple[int, words.Column]]:
		"""Moments last: a time of day takes the day that was read beside it."""
		return sorted(self.columns.items(), key=lambda item: item[1].df.fieldtype == "Datetime")

	def _read_cell(self, index: int, place: int, column: words.Column, is_last: bool) -> bool:
		"""Returns False where the day of a time of day is not known yet."""
		row = self.rows[index]
		try:
			row[place] = self._cell(column, row[place], row)
		except errors.ClockWithoutDayError as refusal:
			if not is_last:
				return False
			self._warn(index, place, column, explain(refusal))
		except errors.CellError as refusal:
			self._warn(index, place, column, explain(refusal))
		return True

	def _cell(self, column: words.Column, value, row: list):
		df, kind = column.df, column.df.fieldtype
		name = words.shown_label(df, df.parent or self.doctype)
		if kind in (*entered.WHOLE, *entered.NUMBERS, "Check"):
			return entered.read(df, name, value)
		if kind == "Select":
			return self._choice(df, name, value)
		if kind == "Date":
			return readings.day(name, value)
		if kind == "Datetime":
			needs_clock = df.fieldname in _SPANS
			return readings.moment(name, value, self._day_beside(column, row), needs_clock)
		if kind == "Time":
			return readings.clock_of(name, value).isoformat()
		return readings.text(name, value) if kind in _TEXTS else value

	def _choice(self, df, name: str, value) -> str:
		known = words.options(df, df.parent or self.doctype)
		found = known.get(words.folded(readings.plain(value)))
		if not found:
			shown = ", ".join(words.shown_options(df, df.parent or self.doctype))
			raise errors.NotOptionError(name, readings.shown(readings.plain(value)), shown)
		return found

	def _day_beside(self, column: words.Column, row: list) -> date | None:
		"""The day of the row for a time of day: of the first moment or day in the same document that has
		one."""
		parent = column.df.parent
		beside = [
			row[place]
			for place, other in self.columns.items()
			if place < len(row) and other.df.parent == parent and other.key != column.key
			if other.df.fieldtype == "Datetime" or other.df.fieldname in _DAY_FIELDS
		]
		days = {
			cell.date() if isinstance(cell, datetime) else cell for cell in beside if isinstance(cell, date)
		}
		return days.pop() if len(days) == 1 else None

	def _warn(self, index: int, place: int, column: words.Column, message: str) -> None:
		df = column.df
		self.warnings.append(
			{
				"row": index + 1,
				"col": str(place + 1),
				"field": {
					key: df.get(key)
					for key in ("fieldname", "fieldtype", "label", "options", "parent", "default")
				},
				"message": _("Row {0}: {1}").format(index + 1, message),
			}
		)
