"""Materials of an activity 物资领用与归还: handed out, brought back, corrected, and what is still out."""

import frappe
from frappe.utils import cstr

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain import arguments
from volunteer_services.foundation.domain.arguments import Names, Rows
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.domain.materials import Return
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.materials import book, giving, lists, people
from volunteer_services.volunteer_projects.services.signing import access

ACTIVITY = "Service Activity"
REMARK = 500


@endpoint(methods=["GET"])
def of_activity(activity: str) -> dict:
	"""The activity's list of materials with what was handed out and came back, and its shifts: {materials,
	still_out, shifts}."""
	require_permission(ACTIVITY, "read", activity)
	require_permission(book.MATERIAL, "read")
	found = lists.of_activity(activity)
	return {**found, "shifts": shifts.of_activity(activity) if found["materials"] else []}


@endpoint(methods=["GET"])
def people_for(material: str, shift: str | None = None) -> list[dict]:
	"""Those who come to the material's activity or one of its shifts, leaders first: volunteer,
	volunteer_name, post, role, last_four, has (pieces that they have)."""
	row = _material(material)
	return people.to_be_given(row, people.shift_of(row.activity, shift))


@endpoint(methods=["GET"])
def still_out(activity: str, material: str | None = None) -> dict:
	"""Hand-outs of the activity of which something may still come back: {rows, more}."""
	require_permission(ACTIVITY, "read", activity)
	require_permission(book.ENTRY, "read")
	return lists.out_at(activity, material)


@endpoint(methods=["POST"])
def hand_out(
	material: str,
	volunteers: Names,
	pieces: int = 1,
	shift: str | None = None,
	remark: str = "",
	again: bool = False,
) -> dict:
	"""Give so many pieces to each of the people: {made, had}. ``again``: also to those who have some."""
	_material(material)
	return retry.whole(
		lambda: giving.hand_out(material, list(volunteers), pieces, shift, remark[:REMARK], again)
	)


@endpoint(methods=["POST"])
def bring_back(activity: str, returns: Rows) -> dict:
	"""Note what became of what was handed out at the activity: {noted, still_out}.

	``returns``: hand_out (the entry), whole, damaged, missing (pieces), remark.
	"""
	require_permission(ACTIVITY, "write", activity)
	lines = [_line(row) for row in returns]
	return retry.whole(lambda: giving.bring_back(activity, lines))


@endpoint(methods=["POST"])
def reverse(entry: str, reason: str) -> dict:
	"""Correct an entry by the opposite one: {name}."""
	require_permission(ACTIVITY, "write", frappe.db.get_value(book.ENTRY, entry, "activity") or "")
	return {"name": retry.whole(lambda: giving.reverse(entry, reason[:REMARK]))}


@endpoint(methods=["GET"])
def mine() -> list[dict]:
	"""What one has oneself and still has to bring back."""
	return lists.of_person(access.own_volunteer())


def _material(name: str) -> frappe._dict:
	"""The material, of an activity that the user may write. Raises PermissionError."""
	row = frappe.db.get_value(book.MATERIAL, name, ["name", "activity", "kind"], as_dict=True)
	require_permission(ACTIVITY, "write", row.activity if row else "")
	return row


def _line(row: dict) -> giving.Line:
	whole, damaged, missing = (
		arguments.whole(field, row.get(field) or 0) for field in ("whole", "damaged", "missing")
	)
	hand_out_, remark = cstr(row.get("hand_out")), cstr(row.get("remark"))
	return giving.Line(hand_out_, Return(whole, damaged, missing), remark[:REMARK])
