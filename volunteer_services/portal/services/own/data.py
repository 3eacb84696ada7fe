"""A person's copy of their data [L67 §12] [PIPL §45]: the file, and what the rooms declare of it."""

import json

import frappe
from frappe import _

from volunteer_services.foundation.documents import spoken
from volunteer_services.foundation.house import ALL, House, house

PROFILE = "Volunteer Profile"
_INTERNAL = {
	"idx",
	"docstatus",
	"_user_tags",
	"_comments",
	"_assign",
	"_liked_by",
	"parentfield",
	"parenttype",
}


def collect(user: str) -> dict:
	"""The file of this user's volunteer with all that refers to it, by DocType, JSON-safe. The ID number is
	masked.

	Raises DoesNotExistError for users without a file.
	"""
	name = frappe.db.get_value(PROFILE, {"user": user}, "name")
	if not name:
		frappe.throw(_("No volunteer's file belongs to your login."), frappe.DoesNotExistError)
	data = {PROFILE: frappe.get_doc(PROFILE, name).as_dict(no_nulls=True)}
	data[PROFILE].pop(spoken.COLUMN, None)  # the name once more, as the search needs it
	declared = house()
	for doctype, person in declared.persons():
		if person.copied:
			data.setdefault(doctype, []).extend(_rows(doctype, {person.field: name}, person.copied))
	data.update(_parts(declared, data))
	return json.loads(frappe.as_json(data))


def _parts(declared: House, data: dict) -> dict[str, list]:
	"""What belongs to a document in the copy without naming the person: the entries of the account."""
	parts = {}
	for doctype, document in declared.documents.items():
		if part := document.part_of_copy:
			names = [row["name"] for row in data.get(part.doctype, ())]
			parts[doctype] = _rows(doctype, {part.column: ["in", names]}, part.copied) if names else []
	return parts


def _rows(doctype: str, filters: dict, fields: tuple[str, ...]) -> list[dict]:
	# The filter names the person's file, which came from the login: no right is asked, as a copy is owed of
	# all.
	rows = frappe.get_all(doctype, filters=filters, fields=list(fields), order_by="creation", limit=0)
	if fields != ALL:
		return rows
	return [
		{key: value for key, value in row.items() if key not in _INTERNAL and value is not None}
		for row in rows
	]
