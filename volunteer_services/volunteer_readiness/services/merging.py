"""Two files of one person become one: so do their trainings and their call-outs."""

import frappe
from frappe.utils import now


def on_merged(source: str, target: str, reason: str) -> None:
	"""Listener of volunteers_merged (hooks.py): attendances and answers to calls go to the file that stays,
	unless that one has the session or the call, too; whoever was there under both files was there once, and
	the other row stays where it is."""
	_move("Course Attendance", "session", source, target)
	_move("Call-out Response", "call_out", source, target)


def _move(doctype: str, of: str, source: str, target: str) -> None:
	full_name = frappe.db.get_value("Volunteer Profile", target, "full_name")
	frappe.db.sql(
		f"""update `tab{doctype}` set `volunteer` = %(target)s, `volunteer_name` = %(full_name)s,
			`modified` = %(now)s, `modified_by` = %(user)s
		where `volunteer` = %(source)s and `{of}` not in (
			select b.`{of}` from (select `{of}` from `tab{doctype}`
				where `volunteer` = %(target)s) as b)""",  # noqa: S608
		{
			"source": source,
			"target": target,
			"full_name": full_name,
			"now": now(),
			"user": frappe.session.user,
		},
	)
