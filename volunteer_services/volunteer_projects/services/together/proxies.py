"""代办: whoever acts for an adult by a proof that the staff has entered signs them up and answers for them.

Minors are in `family`: they come along with an adult. A proxy needs no volunteer's file, only a login that
the staff has entered beside the proof.
"""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import add_years, cint, nowdate

from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.services.signing import enter, sign_ups, steps
from volunteer_services.volunteer_projects.services.signing.checks import Ask

PROFILE = "Volunteer Profile"
MOST_SHOWN = 20


def people(user: str | None) -> list[frappe._dict]:
	"""The adults for whom ``user`` acts today: name, full_name, workflow_state, total_minutes, star_level,
	acts_until. One query."""
	if not user or user == "Guest":
		return []
	return frappe.db.sql(
		"""select v.`name`, v.`full_name`, v.`workflow_state`, v.`total_minutes`, v.`star_level`,
			if(min(x.`valid_until` is not null), max(x.`valid_until`), null) as acts_until
		from `tabVolunteer Proxy` x inner join `tabVolunteer Profile` v on v.`name` = x.`parent`
		where x.`user` = %(user)s and x.`parenttype` = 'Volunteer Profile' and x.`proof` != ''
			and (x.`valid_until` is null or x.`valid_until` >= %(today)s)
			and coalesce(v.`user`, '') != %(user)s
			and v.`workflow_state` in ('Registered', 'Suspended') and v.`is_restricted` = 0
			and v.`date_of_birth` <= %(adults)s
		group by v.`name` order by v.`full_name`, v.`name` limit %(most)s""",
		{
			"user": user,
			"today": nowdate(),
			"adults": add_years(nowdate(), -cint(settings().guardian_age)),
			"most": MOST_SHOWN,
		},
		as_dict=True,
	)


def of_user(user: str | None) -> list[frappe._dict]:
	"""`people` with the ``sign_ups`` that lie before each of them, the soonest first. Two queries."""
	found = people(user)
	if not found:
		return []
	rows = defaultdict(list)
	for row in sign_ups.to_come_of([one.name for one in found]):
		rows[row.volunteer].append(row)
	for one in found:
		one.sign_ups = rows[one.name]
	return found


def sign_up(activity: str, user: str, volunteer: str, shift: str | None, passphrase: str) -> dict:
	"""Sign up somebody for whom ``user`` acts: {name, status, position}.

	Raises PermissionError for anybody else, and what stands against the person's sign-up.
	"""
	_require(user, volunteer)
	ask = Ask(volunteer, is_own=True, passphrase=passphrase)
	return enter.sign_up(activity, ask, shift, enter.PROXY)


def answer(sign_up: str, user: str, comes: bool) -> dict:
	"""Confirm or withdraw the sign-up of somebody for whom ``user`` acts: {name, status, position}.

	Raises PermissionError, SignUpError.
	"""
	_require(user, frappe.db.get_value(enter.DOCTYPE, sign_up, "volunteer"))
	return steps.move(sign_up, "Confirmed" if comes else "Withdrawn", is_own=True)


def _require(user: str, volunteer: str | None) -> None:
	if not volunteer or volunteer not in {one.name for one in people(user)}:
		frappe.throw(
			_("You have no permission for {0}.").format(_(PROFILE)),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)
