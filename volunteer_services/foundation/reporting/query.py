"""What all reports share: filters as conditions, the scope, columns, totals and the note on the scope.

A report counts what lies in the user's scope and nothing else, in its rows, chart and summary alike. Only
approved records (docstatus 1) count as hours.
"""

import unicodedata
from math import ceil

import frappe
from frappe import _
from frappe.utils import cint, flt

from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation.reporting import period as reporting_period
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.scope.deciding import Sight

MAX_ROWS = 100_000
COLOURS = ["#c8352b", "#2f6fb5", "#3f9b5b", "#e0a100", "#7d5ba6", "#4aa3a2", "#8b95a1"]
TREES = {"region": "Service Region", "team": "Volunteer Team"}


class Where:
	"""Conditions on one table with their parameters, scoped to the user from the start."""

	def __init__(self, doctype: str, alias: str) -> None:
		self.alias = alias
		self.params: dict = {}
		scoped = scope.condition(doctype, alias=alias, with_own=False)
		# Parameters are filled in with %: a literal one must be doubled.
		self._parts = [scoped.replace("%", "%%")] if scoped else []

	@classmethod
	def everywhere(cls, doctype: str, alias: str) -> "Where":
		"""Without a scope: for figures that name nobody whom the reader may not see."""
		where = cls.__new__(cls)
		where.alias, where.params, where._parts = alias, {}, []
		return where

	@classmethod
	def seen(cls, sight: Sight, doctype: str, alias: str) -> "Where":
		"""In a scope that was read before, for many queries of one request."""
		where = cls.everywhere(doctype, alias)
		where._parts = [sight.condition(doctype, alias)]
		return where

	def add(self, sql: str, **params) -> "Where":
		"""Add a condition; ``{t}`` stands for the table's alias."""
		self._parts.append(sql.replace("{t}", f"`{self.alias}`"))
		self.params.update(params)
		return self

	def equals(self, filters: dict, *fields: str) -> "Where":
		"""Add ``field = value`` for each field that the filters fill."""
		for field in fields:
			if filters.get(field):
				key = f"{self.alias}_{field}"
				self.add(f"{{t}}.`{field}` = %({key})s", **{key: filters[field]})
		return self

	def below(self, column: str, doctype: str, name: str | None) -> "Where":
		"""Keep rows whose ``column`` is the tree node ``name`` or one below it."""
		return self.below_expression(f"{{t}}.`{column}`", doctype, name)

	def below_expression(self, expression: str, doctype: str, name: str | None) -> "Where":
		"""The same for an expression, which may name other tables of the query."""
		if not name:
			return self
		bounds = frappe.db.get_value(doctype, name, ["lft", "rgt"])
		if not bounds:
			frappe.throw(_("{0} {1} does not exist.").format(_(doctype), name), ReportFilterError)
		node = f"{self.alias}_{frappe.scrub(doctype)}"
		return self.add(
			f"{expression} in (select `name` from `tab{doctype}` "  # noqa: S608
			f"where `lft` >= %({node}_lft)s and `rgt` <= %({node}_rgt)s)",
			**{f"{node}_lft": bounds[0], f"{node}_rgt": bounds[1]},
		)

	def within(self, column: str, period: reporting_period.Period, is_datetime: bool = False) -> "Where":
		"""Keep rows whose ``column`` lies in the period, both ends included."""
		if period.start:
			self.add(f"{{t}}.`{column}` >= %({self.alias}_from)s", **{f"{self.alias}_from": period.start})
		if period.end:
			last = f"{period.end} 23:59:59.999999" if is_datetime else period.end
			self.add(f"{{t}}.`{column}` <= %({self.alias}_to)s", **{f"{self.alias}_to": last})
		return self

	@property
	def sql(self) -> str:
		return " and ".join(self._parts) or "1=1"


def fetch(query: str, params: dict, limit: int = MAX_ROWS) -> list[frappe._dict]:
	"""Run a report's query. Raises ReportFilterError rather than cutting a list short unseen."""
	rows = frappe.db.sql(
		f"{query} limit %(report_limit)s", {**params, "report_limit": limit + 1}, as_dict=True
	)
	if len(rows) > limit:
		frappe.throw(
			_("The report has more than {0} rows. Choose a shorter period, or one region or team.").format(
				limit
			),
			ReportFilterError,
			title=_("Too Many Rows"),
		)
	return rows


def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 120, **extra) -> dict:
	"""A column; ``label`` is translated by the caller, so that the words are found for the translation.

	``width`` in pixels is the least: a heading that needs more gets it, in each language.
	``link_doctype`` and ``link_field`` make a readable name a link to the document that ``link_field`` names.
	"""
	width = max(width, heading_width(label))
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **extra}


def heading_width(label: str) -> int:
	"""The pixels that a heading of 13 px needs: a Chinese character is square, a letter some half of that;
	besides the cell's margins and the arrow of its menu."""
	wide = sum(unicodedata.east_asian_width(character) in "WF" for character in label)
	return ceil(13.5 * wide + 7.5 * (len(label) - wide)) + 32


def hours(minutes) -> float:
	"""Minutes as hours for reading, two decimals."""
	return flt(flt(minutes) / 60, 2)


def share(part, whole) -> float:
	"""Percent with one decimal; 0 of nothing."""
	return flt(flt(part) * 100 / flt(whole), 1) if whole else 0.0


def word(value: str | None, doctype: str | None = None) -> str:
	"""A stored word in the user's language, as its DocType means it; an empty one reads "Unspecified"."""
	return _(value, context=doctype) if value else _("Unspecified")


def number(value) -> str:
	"""A figure for a summary card: thousands apart, no more decimals than it has; a dash of nothing."""
	if value is None:
		return "–"
	text = f"{flt(value, 2):,.2f}"
	return text.rstrip("0").rstrip(".")


def summary(*cards: tuple[str, object]) -> list[dict]:
	"""A report summary of (label, figure); hours and percentages come as the texts that people read."""
	return [{"label": label, "value": number(value), "datatype": "Data"} for label, value in cards]


def bar_chart(labels: list[str], series: dict[str, list], fieldtype: str = "Float") -> dict:
	"""A bar chart of one or several named series; several are stacked."""
	chart = {
		"data": {
			"labels": labels,
			"datasets": [{"name": name, "values": values} for name, values in series.items()],
		},
		"type": "bar",
		"colors": COLOURS[: max(len(series), 1)],
		"fieldtype": fieldtype,
	}
	if len(series) > 1:
		chart["barOptions"] = {"stacked": 1}
	return chart


def scope_note() -> str | None:
	"""The line above a report of somebody who does not see everything."""
	if scope.get_scope().unrestricted:
		return None
	return _("Only what lies within your appointments is shown and counted.")


def is_checked(filters: dict, field: str) -> bool:
	"""Whether a Check filter is set, however it was sent."""
	return bool(cint(filters.get(field)))
