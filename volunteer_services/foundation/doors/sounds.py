"""Lists and Link fields of ours find names by their pinyin, too: "csm" is 陈小明.

Frappe compares the text with columns that it also shows; the column of sounds is nobody's to see.
"""

import json

import frappe

from volunteer_services.foundation import finding
from volunteer_services.foundation.doors.queries import parsed
from volunteer_services.foundation.house import house

MOST = 500
MOST_IN_LIST = 2000


def searching(door, key: str):
	"""A door to a search of Link fields, with what sounds like the text below what holds it.

	``key``: where the first releases of 15 leave the rows in the response; later ones return them.
	"""

	@frappe.whitelist()
	def search(*args, **kwargs):
		answer = door(*args, **kwargs)
		returned = answer is not None
		rows = list((answer if returned else frappe.response.get(key)) or [])
		more = _sounding(door, key, frappe._dict(kwargs), rows)
		if not more:
			return answer
		if not returned:
			frappe.response[key] = rows + more
		return rows + more if returned else None

	search.__name__ = search.__qualname__ = door.__name__
	search.__doc__ = door.__doc__
	return search


def _sounding(door, key: str, asked, rows: list) -> list:
	doctype, limit = asked.get("doctype"), frappe.utils.cint(asked.get("page_length")) or 10
	left = limit - len(rows)
	if left <= 0 or asked.get("query") or frappe.utils.cint(asked.get("start")):
		return []
	if doctype not in house().spoken():
		return []
	names = finding.by_sound(doctype, asked.get("txt") or "", MOST)
	if not names:
		return []
	kept = frappe.response.get(key)
	filters = [*as_list(doctype, parsed(asked.get("filters"))), [doctype, "name", "in", names]]
	answer = door(**{**asked, "txt": "", "filters": filters, "page_length": limit})
	found = answer if answer is not None else frappe.response.get(key)
	if answer is None:
		frappe.response[key] = kept
	place = {name: position for position, name in enumerate(names)}
	known = {_name(row) for row in rows}
	new = [row for row in found or [] if _name(row) not in known]
	return sorted(new, key=lambda row: place.get(_name(row), MOST))[:left]


def _name(row) -> str:
	if isinstance(row, dict):
		return row["value"] if "value" in row else row["name"]
	return row[0]


def as_list(doctype: str, filters) -> list:
	"""Filters in the form that takes several conditions on one field."""
	if isinstance(filters, dict):
		return [
			[doctype, field, *(value if isinstance(value, list | tuple) else ("=", value))]
			for field, value in filters.items()
		]
	filters = list(filters or [])
	return [filters] if filters and isinstance(filters[0], str) else filters


def listed(arguments) -> None:
	"""Guard of a list's request: a name that is asked for by letters is found by its sound, too."""
	doctype = arguments.get("doctype")
	field = house().spoken().get(doctype) if isinstance(doctype, str) else None
	filters = parsed(arguments.get("filters"))
	if not field or not isinstance(filters, list):
		return
	heard = [_heard(doctype, field, condition) for condition in filters]
	if heard != filters:
		arguments.filters = json.dumps(heard) if isinstance(arguments.filters, str) else heard


def _heard(doctype: str, field: str, condition):
	if not isinstance(condition, list) or len(condition) < 3:
		return condition
	of, column, how, value = condition[:4] if len(condition) > 3 else (doctype, *condition)
	if (of, column, str(how).lower()) != (doctype, field, "like") or not isinstance(value, str):
		return condition
	names = finding.by_sound(doctype, value.strip("%"), MOST_IN_LIST, with_name=True)
	return [doctype, "name", "in", names] if names else condition
