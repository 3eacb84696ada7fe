"""A person's copy of the own data [L67 §12] [PIPL §45]."""

import json

import frappe
from frappe import _

_COLUMNS = {
	"Service Log": "volunteer",
	"Team Membership": "volunteer",
	"Star Award": "volunteer",
	"Service Certificate": "volunteer",
	"Record Correction": "volunteer",
	"Reward Redemption": "volunteer",
}
_INTERNAL = {"idx", "docstatus", "_user_tags", "_comments", "_assign", "_liked_by", "parent", "parenttype"}


def collect(user: str) -> dict:
	"""The file of this user's volunteer with all that refers to it, JSON-safe. The ID number is masked.

	Raises DoesNotExistError for users without a file.
	"""
	name = frappe.db.get_value("Volunteer Profile", {"user": user}, "name")
	if not name:
		frappe.throw(_("No volunteer's file belongs to your login."), frappe.DoesNotExistError)
	data = {"Volunteer Profile": frappe.get_doc("Volunteer Profile", name).as_dict(no_nulls=True)}
	for doctype, column in _COLUMNS.items():
		rows = frappe.get_all(doctype, filters={column: name}, fields=["*"], order_by="creation", limit=0)
		data[doctype] = [
			{key: value for key, value in row.items() if key not in _INTERNAL and value is not None}
			for row in rows
		]
	return json.loads(frappe.as_json(data))
