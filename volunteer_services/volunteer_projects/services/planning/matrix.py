"""The matrix of an activity's shifts, from four queries whatever the number of shifts and people."""

import frappe
from frappe.utils import cint, cstr, get_datetime

from volunteer_services.volunteer_projects.domain import matrix as rules
from volunteer_services.volunteer_projects.services import posts, shifts


def of_activity(activity: str, project: str | None) -> dict:
	"""{times: [{starts_on, ends_on}], rows: [{post, cells}], totals: [cell]}; a cell has needed, signed_up,
	confirmed, present, waiting, level and shifts (names), or is None where nobody is needed."""
	headcounts = {title: post.headcount for title, post in posts.posts_of(project).items() if post.headcount}
	found = rules.build(_shifts(activity), _counts(activity), headcounts)
	return {
		"times": [{"starts_on": starts_on, "ends_on": ends_on} for starts_on, ends_on in found.times],
		"rows": [
			{"post": post, "cells": [_told(cell) for cell in cells]} for post, cells in found.rows.items()
		],
		"totals": [_told(cell) for cell in found.totals],
	}


def _shifts(activity: str) -> list[rules.Shift]:
	return [
		rules.Shift(
			row.name,
			cstr(row.post),
			get_datetime(row.starts_on),
			get_datetime(row.ends_on),
			cint(row.capacity),
			cint(row.minimum),
		)
		for row in shifts.of_activity(activity)
	]


def _counts(activity: str) -> list[rules.Count]:
	rows = frappe.db.sql(
		"""select s.`shift`, coalesce(s.`post`, ''), s.`status`, count(*) from `tabActivity Sign Up` s
		inner join `tabActivity Shift` f on f.`name` = s.`shift`
		where s.`activity` = %s group by s.`shift`, coalesce(s.`post`, ''), s.`status`""",
		(activity,),
	)
	kept = frappe.db.sql(
		"""select g.`shift`, '', 'Signed Up', sum(g.`open_places`) from `tabGroup Sign Up` g
		inner join `tabActivity Shift` f on f.`name` = g.`shift`
		where g.`activity` = %s and g.`status` = 'Booked' group by g.`shift`""",
		(activity,),
	)
	return [rules.Count(shift, post, status, cint(number)) for shift, post, status, number in (*rows, *kept)]


def _told(cell: rules.Cell | None) -> dict | None:
	if cell is None:
		return None
	return {
		"needed": cell.needed,
		"has_end": cell.has_end,
		"signed_up": cell.signed_up,
		"confirmed": cell.confirmed,
		"present": cell.present,
		"waiting": cell.waiting,
		"level": cell.level,
		"shifts": cell.shifts,
	}
