"""Two files of one person became one: the sign-ups follow, and when they could serve."""

import frappe
from frappe import _
from frappe.utils import now

from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP
from volunteer_services.volunteer_projects.services.signing import outcome


def on_merged(source: str, target: str, reason: str) -> None:
	"""Listener of volunteers_merged (hooks.py). Where both files have signed up for a shift, the closed one's
	sign-up stays as it is, and gives its place back if it still held one."""
	name = frappe.db.get_value("Volunteer Profile", target, "full_name")
	values = {"source": source, "target": target, "name": name, "now": now(), "user": frappe.session.user}
	twice = frappe.db.sql_list(
		"""select one.`name` from `tabActivity Sign Up` one inner join `tabActivity Sign Up` other
			on other.`shift` = one.`shift` and other.`volunteer` = %(target)s
		where one.`volunteer` = %(source)s""",
		values,
	)
	moved = frappe.get_all(SIGN_UP, filters={"volunteer": source, "name": ["not in", twice]}, pluck="name")
	for sign_up in moved:
		frappe.db.set_value(SIGN_UP, sign_up, {"volunteer": target, "volunteer_name": name})
	_move_answers(values)
	for row in frappe.get_all(
		SIGN_UP,
		filters={"name": ["in", twice], "status": ["in", list(EXPECTED)]},
		fields=["name", "activity"],
	):
		frappe.db.set_value(
			SIGN_UP,
			row.name,
			{"status": "Removed", "reason": _("The two files were merged."), "is_reserve": 0},
		)
		outcome.count_again(row.activity)


def _move_answers(values: dict) -> None:
	"""When both files have said whether they could serve in a shift, the one that goes on holds."""
	frappe.db.sql(
		"""update `tabShift Availability` set `volunteer` = %(target)s, `volunteer_name` = %(name)s,
			`modified` = %(now)s, `modified_by` = %(user)s
		where `volunteer` = %(source)s and `shift` not in (select b.`shift` from (
			select `shift` from `tabShift Availability` where `volunteer` = %(target)s) as b)""",
		values,
	)
