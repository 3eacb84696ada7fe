"""The titles that came with the app read as [S1] writes them: 一星级志愿者 for 一星志愿者.

Titles of the organisation's own, and stars that were granted under the old ones, stay as they are.
"""

import frappe

_TITLES = {f"{number}星志愿者": f"{number}星级志愿者" for number in "一二三四五"}
_OPEN = ("Proposed", "Public Notice", "Objected")


def execute() -> None:
	for old, new in _TITLES.items():
		frappe.db.set_value("Star Scheme Level", {"title": old}, "title", new, update_modified=False)
		frappe.db.set_value(
			"Star Award", {"title": old, "status": ["in", _OPEN]}, "title", new, update_modified=False
		)
