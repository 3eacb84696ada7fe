"""The visits of pairs in the calendar: those that are planned, and those that fall due."""

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

MOST = 2000


def calendar(start: str, end: str, filters: list) -> list[dict]:
	"""Visits of running pairs between two days: on the day planned, else on the day on which they fall due.

	Two queries; with the user's permissions and scope. Names are masked.
	"""
	span = ["between", [start[:10], end[:10]]]
	running = ["Recipient Pairing", "workflow_state", "=", "Paired"]
	planned = _rows([*filters, running, ["Recipient Pairing", "next_visit_on", *span]])
	due = _rows(
		[
			*filters,
			running,
			["Recipient Pairing", "next_due_on", *span],
			["Recipient Pairing", "next_visit_on", "is", "not set"],
		]
	)
	today = getdate(nowdate())
	return [_event(row, row.next_visit_on, True, today) for row in planned] + [
		_event(row, row.next_due_on, False, today) for row in due
	]


def _rows(filters: list) -> list:
	return frappe.get_list(
		"Recipient Pairing",
		filters=filters,
		fields=["name", "recipient_shown", "next_visit_on", "next_due_on"],
		order_by="name",
		limit=MOST,
	)


def _event(row, day, is_planned: bool, today) -> dict:
	words = _("{0}: visit planned") if is_planned else _("{0}: visit due")
	return {
		"name": row.name,
		"title": words.format(row.recipient_shown),
		"starts_on": day,
		"ends_on": day,
		"all_day": 1,
		"is_planned": is_planned,
		"is_late": not is_planned and getdate(day) < today,
	}
