"""Two files side by side, for whoever decides whether they are one person's."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cstr

from volunteer_services.foundation import access
from volunteer_services.foundation.house import house

PROFILE = "Volunteer Profile"
FIELDS = (
	"full_name", "sex", "date_of_birth", "id_type", "mobile", "email", "region", "primary_team",
	"workflow_state", "registered_on", "political_status", "occupation", "star_level", "total_minutes",
	"last_service_date",
)  # fmt: skip
_TITLES = {"region": ("Service Region", "region_name"), "primary_team": ("Volunteer Team", "team_name")}


def compare(one: str, other: str) -> dict:
	"""{names, rows: [{label, one, other, is_same}], records: [{doctype, label, one, other}]}.

	Logged for both. The caller may read both files.
	"""
	docs = [frappe.get_doc(PROFILE, name) for name in (one, other)]
	for doc in docs:
		doc.apply_fieldlevel_read_permissions()
		access.record("volunteer_services.api.registration.compare", PROFILE, doc.name)
	meta = frappe.get_meta(PROFILE)
	rows = []
	for field in FIELDS:
		df = meta.get_field(field)
		first, second = (_shown(doc, df) for doc in docs)
		if first or second:
			label = _(df.label, context=PROFILE)
			rows.append({"label": label, "one": first, "other": second, "is_same": first == second})
	return {"names": [one, other], "rows": rows, "records": _records(one, other)}


def _shown(doc, df) -> str:
	value = doc.get(df.fieldname)
	if value in (None, ""):
		return ""
	if df.fieldname in _TITLES:
		doctype, title = _TITLES[df.fieldname]
		return cstr(frappe.db.get_value(doctype, value, title)) or cstr(value)
	if df.fieldtype == "Select" or df.fieldname == "workflow_state":
		return _(cstr(value), context=PROFILE)
	return cstr(value)


def _records(one: str, other: str) -> list[dict]:
	"""How much of each kind would move by a merge. One query for each kind."""
	found = []
	for doctype, person in house().persons():
		if person.on_merge != "moves":
			continue
		counts = dict(
			frappe.db.sql(
				f"""select `{person.field}`, count(*) from `tab{doctype}` where `{person.field}` in %s
				group by `{person.field}`""",  # noqa: S608 (declared names)
				((one, other),),
			)
		)
		if counts:
			row = {
				"doctype": doctype,
				"label": _(doctype),
				"one": counts.get(one, 0),
				"other": counts.get(other, 0),
			}
			found.append(row)
	return found
