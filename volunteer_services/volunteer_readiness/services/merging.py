"""Two files of one person become one: so do their trainings."""

import frappe
from frappe.utils import now


def on_merged(source: str, target: str, reason: str) -> None:
	"""Listener of volunteers_merged (hooks.py): attendances go to the file that stays, unless that one has
	the session, too; whoever sat there under both files was there once, and the other row stays where it
	is."""
	full_name = frappe.db.get_value("Volunteer Profile", target, "full_name")
	frappe.db.sql(
		"""update `tabCourse Attendance` as a
		left join `tabCourse Attendance` as b on b.`session` = a.`session` and b.`volunteer` = %(target)s
		set a.`volunteer` = %(target)s, a.`volunteer_name` = %(full_name)s, a.`modified` = %(now)s,
			a.`modified_by` = %(user)s
		where a.`volunteer` = %(source)s and b.`name` is null""",
		{
			"source": source,
			"target": target,
			"full_name": full_name,
			"now": now(),
			"user": frappe.session.user,
		},
	)
