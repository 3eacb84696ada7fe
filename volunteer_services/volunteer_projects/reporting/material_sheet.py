"""The sheet on which people sign for what they are given at an activity and bring back 物资领用表."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe.utils import cint

from volunteer_services.foundation.access import require_permission
from volunteer_services.volunteer_projects.domain.materials import EntryKind
from volunteer_services.volunteer_projects.reporting.papers import ACTIVITY, people_of, shifts_of
from volunteer_services.volunteer_projects.services.materials import lists

LINES = 20
SPARE_LINES = 3
ON_A_SHEET = 4
"""Materials side by side; more of them follow on sheets of their own."""


def activity_material_sheet(activity: str) -> dict:
	"""The people of each shift with what they were given so far, and lines for others: {pages: [{shift,
	materials, rows, first, number, count, people}]}. Jinja method of hooks.py.

	Four queries, whatever the numbers. Raises PermissionError.
	"""
	require_permission(ACTIVITY, "read", activity)
	materials = lists.of_activity(activity)["materials"]
	shifts = shifts_of(activity)
	people = people_of(activity, [shift.name for shift in shifts])
	given, names = _given(activity)
	blocks = [(shift, people[shift.name]) for shift in shifts]
	known = {row.volunteer for _shift, rows in blocks for row in rows}
	others = [name for name in names.values() if name.volunteer not in known and _is_asked(name, shifts)]
	if others or not blocks:
		blocks.append((None, others))
	pages = []
	for shift, rows in blocks:
		for at in range(0, max(len(materials), 1), ON_A_SHEET):
			pages += _pages(shift, rows, materials[at : at + ON_A_SHEET], given)
	return {"pages": pages}


def _given(activity: str) -> tuple[dict[tuple[str, str], int], dict[str, frappe._dict]]:
	"""Pieces by person and material, corrections taken off, and the people by their files."""
	rows = frappe.db.sql(
		"""select e.`volunteer`, e.`volunteer_name`, e.`material`, max(e.`shift`) as shift,
			sum(e.`qty`) as qty, v.`mobile_last_four` as last_four
		from `tabMaterial Entry` e inner join `tabVolunteer Profile` v on v.`name` = e.`volunteer`
		where e.`activity` = %s and e.`kind` = %s
		group by e.`volunteer`, e.`volunteer_name`, e.`material`, v.`mobile_last_four`, v.`name_pinyin`
		having qty > 0 order by v.`name_pinyin`, e.`volunteer`""",
		(activity, EntryKind.HANDED_OUT.value),
		as_dict=True,
	)
	return {(row.volunteer, row.material): cint(row.qty) for row in rows}, {
		row.volunteer: row for row in rows
	}


def _is_asked(row: frappe._dict, shifts: Iterable[frappe._dict]) -> bool:
	"""Whether somebody who has not signed up belongs on this print: on that of the whole activity, or of the
	shift for which they were given something."""
	form = frappe.local.form_dict
	whole = not (form.get("shift") or form.get("day"))
	return whole or row.shift in {shift.name for shift in shifts}


def _pages(
	shift: frappe._dict | None, people: list, materials: list, given: dict[tuple[str, str], int]
) -> list[dict]:
	lines: list[dict | None] = [_line(row, materials, given) for row in people]
	lines += [None] * SPARE_LINES
	lines += [None] * (-len(lines) % LINES if len(lines) < LINES else 0)
	parts = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
	return [
		{
			"shift": shift,
			"people": len(people),
			"materials": materials,
			"blank": ON_A_SHEET - len(materials),
			"rows": part,
			"first": number * LINES + 1,
			"number": number + 1,
			"count": len(parts),
		}
		for number, part in enumerate(parts)
	]


def _line(row: frappe._dict, materials: list, given: dict[tuple[str, str], int]) -> dict:
	pieces = [given.get((row.volunteer, material.name), 0) for material in materials]
	return {"name": row.volunteer_name, "last_four": row.last_four or "", "pieces": pieces}
