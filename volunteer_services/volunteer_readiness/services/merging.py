"""Two files of one person become one: so do their trainings."""

import frappe
from frappe.utils import now


def on_merged(source: str, target: str, reason: str) -> None:
	"""Listener of volunteers_merged (hooks.py): attendances go to the file that stays, unless that one has
	the session, too; whoever sat there under both files was there once, and the other row stays where it
	is."""
	full_name = frappe.db.get_value("Volunteer Profile", target, "full_name")
	frappe.db.sql(
		"""update `tabCourse Attendance` set `volunteer` = %(target)s, `volunteer_name` = %(full_name)s,
			`modified` = %(now)s, `modified_by` = %(user)s
		where `volunteer` = %(source)s and `session` not in (
			select b.`session` from (select `session` from `tabCourse Attendance`
				where `volunteer` = %(target)s) as b)""",
		{
			"source": source,
			"target": target,
			"full_name": full_name,
			"now": now(),
			"user": frappe.session.user,
		},
	)
