"""Materials of an activity and of a person, in lists."""

from __future__ import annotations

import frappe
from frappe.utils import cint

from volunteer_services.volunteer_projects.domain.materials import EntryKind
from volunteer_services.volunteer_projects.services.materials import book

MOST_SHOWN = 500
MOST_OWN = 30
_OUT = EntryKind.HANDED_OUT.value


def of_activity(activity: str) -> dict:
	"""{materials, still_out}: what is on the activity's list with planned, handed out, brought back, damaged,
	missing and still out, and how many pieces are out in all. One query."""
	rows = frappe.get_all(
		book.MATERIAL,
		filters={"activity": activity},
		fields=["name", "material_name", "size_or_model", "unit", "kind", "planned", *book.SUMS, "still_out"],
		order_by="kind, material_name, size_or_model, name",
		limit_page_length=0,
	)
	for row in rows:
		row.title = book.title(row)
	return {"materials": rows, "still_out": sum(cint(row.still_out) for row in rows)}


def out_at(activity: str, material: str | None = None) -> dict:
	"""{rows, more}: hand-outs of the activity of which something may still come back, the first 500 by the
	names of the people. Of what is used up, only if ``material`` asks for it."""
	rows = frappe.db.sql(
		"""select e.`name`, e.`material`, e.`material_name`, e.`unit`, e.`volunteer`, e.`volunteer_name`,
			e.`happened_at`, e.`qty`, v.`mobile_last_four` as last_four, m.`kind` as material_kind, (
				select sum(if(o.`kind` = %(out)s, o.`qty`, -o.`qty`)) from `tabMaterial Entry` o
				where o.`hand_out` = e.`name`) as open_pieces
		from `tabMaterial Entry` e inner join `tabActivity Material` m on m.`name` = e.`material`
		inner join `tabVolunteer Profile` v on v.`name` = e.`volunteer`
		where e.`activity` = %(activity)s and e.`kind` = %(out)s and e.`qty` > 0
			and if(%(material)s = '', e.`still_out` > 0, e.`material` = %(material)s)
		having open_pieces > 0
		order by v.`name_pinyin`, e.`volunteer`, e.`material_name`, e.`happened_at`, e.`name`
		limit %(most)s""",
		{"activity": activity, "material": material or "", "out": _OUT, "most": MOST_SHOWN + 1},
		as_dict=True,
	)
	for row in rows:
		row.still_out = cint(row.pop("open_pieces"))
	return {"rows": rows[:MOST_SHOWN], "more": len(rows) > MOST_SHOWN}


def of_person(volunteer: str | None) -> list[frappe._dict]:
	"""What a volunteer still has to bring back, the longest out first. One query."""
	if not volunteer:
		return []
	return frappe.get_all(
		book.ENTRY,
		filters={"volunteer": volunteer, "still_out": [">", 0]},
		fields=["name", "material_name", "unit", "still_out", "activity_name", "happened_at"],
		order_by="happened_at, name",
		limit_page_length=MOST_OWN,
	)


def follow_places(activity) -> None:
	"""Team, site and region of a moved project reach materials and entries, too; their name as well."""
	fields = ("activity_name", *book.PLACES)
	if not activity.get_doc_before_save() or not any(activity.has_value_changed(field) for field in fields):
		return
	sets = ", ".join(f"`{field}` = %({field})s" for field in fields)
	values = {field: activity.get(field) for field in fields} | {"activity": activity.name}
	for doctype in (book.MATERIAL, book.ENTRY):
		frappe.db.sql(f"update `tab{doctype}` set {sets} where `activity` = %(activity)s", values)  # noqa: S608


def delete_all(activity: str) -> None:
	"""With the activity goes its list of materials; where something was handed out, the activity stays.
	Raises MaterialError."""
	for name in frappe.get_all(book.MATERIAL, {"activity": activity}, pluck="name", limit_page_length=0):
		frappe.delete_doc(book.MATERIAL, name, ignore_permissions=True, force=True)
