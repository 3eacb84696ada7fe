"""Telling that a qualification ends: the person and those who plan with them, 60, 30 and 7 days before.

Each reminder is told once: the row keeps for how many days before the end it was meant (``told_days``).
Whoever has no login is reached by their leader and the station, who get the same notice.
"""

from collections import defaultdict
from datetime import date
from functools import partial

import frappe
from frappe import _
from frappe.utils import cint, format_date, getdate, nowdate

from volunteer_services.foundation import roles
from volunteer_services.foundation.database.batches import batches
from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_readiness.domain import validity
from volunteer_services.volunteer_readiness.services import notices
from volunteer_services.volunteer_readiness.services.qualifications import DOCTYPE


def remind(today=None) -> int:
	"""Tell of every qualification whose next reminder is due; returns how many there were."""
	day = getdate(today or nowdate())
	due = _due(day)
	for names in batches(due):
		rows = [due[name] for name in names]
		_notify(rows)
		update_each(DOCTYPE, {row.name: {"told_days": row.step} for row in rows})
	return len(due)


def _due(day: date) -> dict[str, frappe._dict]:
	steps = validity.steps_of(settings().qualification_reminder_days)
	rows = frappe.db.sql(
		"""select q.`name`, q.`volunteer`, q.`qualification_type`, q.`lapses_on`, q.`told_days`,
			v.`full_name`, v.`user`, v.`primary_team` as team, t.`site`
		from `tabVolunteer Qualification` as q
		inner join `tabVolunteer Profile` as v on v.`name` = q.`volunteer`
			and v.`workflow_state` = 'Registered' and v.`is_restricted` = 0
		left join `tabVolunteer Team` as t on t.`name` = v.`primary_team`
		where q.`status` in %(running)s and q.`lapses_on` between %(day)s and %(ahead)s
			and not exists (select 1 from `tabVolunteer Qualification` as n
				where n.`volunteer` = q.`volunteer` and n.`qualification_type` = q.`qualification_type`
					and n.`status` in %(running)s
					and (n.`lapses_on` is null or n.`lapses_on` > q.`lapses_on`))
		order by q.`name`""",
		{"day": day, "ahead": frappe.utils.add_days(day, max(steps)), "running": validity.RUNNING},
		as_dict=True,
	)
	found = {}
	for row in rows:
		row.step = validity.reminder((row.lapses_on - day).days, cint(row.told_days) or None, steps)
		if row.step:
			found[row.name] = row
	return found


def _notify(rows: list[frappe._dict]) -> None:
	staff = _staff(rows)
	notices.send(
		notices.Notice(user, DOCTYPE, row.name, partial(_text, row, user))
		for row in rows
		for user in dict.fromkeys([row.user, *staff[row.team], *staff[row.site]])
	)


def _text(row, user: str) -> str:
	if user == row.user:
		return _("Your qualification {0} counts until {1}. Renew it, then show the certificate.").format(
			row.qualification_type, format_date(row.lapses_on)
		)
	return _("{0}: the qualification {1} counts until {2}.").format(
		row.full_name, row.qualification_type, format_date(row.lapses_on)
	)


def _staff(rows: list[frappe._dict]) -> dict[str | None, list[str]]:
	"""Team → its leaders, site → its managers."""
	found: dict[str | None, list[str]] = defaultdict(list)
	nodes = {node for row in rows for node in (row.team, row.site) if node}
	if not nodes:
		return found
	for node, user in frappe.db.sql(
		"""select distinct `scope`, `user` from `tabStaff Appointment`
		where `role` in %(roles)s and `scope_type` in ('Volunteer Team', 'Service Site')
			and `scope` in %(nodes)s and `from_date` <= %(today)s
			and (`to_date` is null or `to_date` >= %(today)s)
		order by `scope`, `user`""",
		{"roles": (roles.LEADER, roles.SITE), "nodes": tuple(nodes), "today": nowdate()},
	):
		found[node].append(user)
	return found
