"""Taking a pasted list over: the rows that rollcall.match read, as somebody chose them, into the grid.

As the desk's dialog does it (public/js/volunteer_projects/rollcall_dialog.js): nobody twice for the same
time, who had signed up is marked as present, a line without a volunteer stays with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, now_datetime

from volunteer_services.exceptions import ArgumentError, RollCallError

ACTIVITY = "Service Activity"
MOST = 500
_WAITING = frozenset({"Signed Up", "Waiting"})
_LONGEST = 140


def take_over(activity: str, rows: Iterable[dict]) -> dict:
	"""Put the rows into the activity and store it: {added}. Sent again, it adds nothing.

	Each row: volunteer (empty: kept without one), name, raw, reason, starts_on, ends_on, break_minutes,
	remark.
	Raises RollCallError for more than MOST rows, ArgumentError, and what the activity raises.
	"""
	rows = list(rows)
	if len(rows) > MOST:
		frappe.throw(
			_("{0} rows are too many: take over at most {1} at a time.").format(len(rows), MOST),
			RollCallError,
			title=_("Roll Call"),
		)
	doc = frappe.get_doc(ACTIVITY, activity, for_update=True)
	status = "Signed Up" if get_datetime(doc.starts_on) > now_datetime() else "Attended"
	added = sum(_add(doc, _Row(row), status) for row in rows)
	if added:
		doc.save()
	return {"added": added}


class _Row:
	"""What the page sent of one line, read."""

	def __init__(self, row: dict) -> None:
		self.volunteer = cstr(row.get("volunteer"))[:_LONGEST]
		self.raw = cstr(row.get("raw"))
		self.who = (cstr(row.get("name")) or self.raw)[:_LONGEST]
		self.reason = cstr(row.get("reason"))
		self.starts_on, self.ends_on = _moment(row.get("starts_on")), _moment(row.get("ends_on"))
		self.values = {
			"starts_on": self.starts_on,
			"ends_on": self.ends_on,
			"break_minutes": cint(row.get("break_minutes")),
			"remark": cstr(row.get("remark"))[:_LONGEST],
		}


def _moment(value) -> datetime | None:
	try:
		return get_datetime(value) if value else None
	except ValueError:
		frappe.throw(
			_("{0} is no time.").format(frappe.utils.escape_html(cstr(value)[:_LONGEST])),
			ArgumentError,
			title=_("Roll Call"),
		)


def _add(doc, row: _Row, status: str) -> bool:
	there = _of_volunteer(doc, row) if row.volunteer else _unfound(doc, row)
	if there:
		if not row.volunteer or there.status not in _WAITING or status == "Signed Up":
			return False
		there.update({**row.values, "status": status, "remark": there.remark or row.values["remark"]})
		return True
	named = {"volunteer": row.volunteer or None, "volunteer_name": row.who, "status": status}
	problem = None if row.volunteer else f"{row.reason}: {row.raw}"
	doc.append("participants", {**row.values, **named, "problem": problem})
	return True


def _of_volunteer(doc, row: _Row):
	"""The person's row in the grid at that time; morning and evening are two."""
	for other in doc.participants:
		if other.volunteer != row.volunteer:
			continue
		starts, ends = other.starts_on or doc.starts_on, other.ends_on or doc.ends_on
		if other.status in _WAITING or (
			get_datetime(starts) < (row.ends_on or get_datetime(doc.ends_on))
			and (row.starts_on or get_datetime(doc.starts_on)) < get_datetime(ends)
		):
			return other
	return None


def _unfound(doc, row: _Row):
	"""The line that was kept without a volunteer before."""
	for other in doc.participants:
		if (
			not other.volunteer
			and other.volunteer_name == row.who
			and (other.problem or "").endswith(f": {row.raw}")
		):
			return other
	return None
