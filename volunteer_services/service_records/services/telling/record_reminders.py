"""Telling those who record that the ten working days run out [L67 §11]: once for each activity, three working
days before. Whoever made the activity is told; where they cannot log in, the leaders of its team and the
managers of its site.
"""

from collections import defaultdict
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import add_days, format_date, getdate, nowdate

from volunteer_services.foundation import roles, settings
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.database.bulk import update_same
from volunteer_services.foundation.domain.working_days import add_working_days, recording_deadline
from volunteer_services.foundation.messages import send
from volunteer_services.service_records.services import limits

ACTIVITY = "Service Activity"
_AT_MOST = 1000
_STAFF = """select distinct p.`scope`, u.`name`, u.`language` from `tabStaff Appointment` as p
	inner join `tabUser` as u on u.`name` = p.`user` and u.`enabled` = 1
	where p.`role` in %(roles)s and p.`scope_type` in ('Volunteer Team', 'Service Site')
		and p.`scope` in %(nodes)s and p.`from_date` <= %(day)s
		and (p.`to_date` is null or p.`to_date` >= %(day)s)
	order by p.`scope`, u.`name`"""


def remind() -> None:
	"""Scheduler, daily."""
	retry.whole(tell_due)


def tell_due(today: date | None = None) -> int:
	"""Tell of the activities that are due soon and were not told of; returns how many there were. A second
	run tells nobody."""
	day = getdate(today or nowdate())
	calendar, days = settings.work_calendar(), limits.recording_days()
	rows = []
	for row in _ended(day, calendar, days):
		row.last = recording_deadline(getdate(row.ends_on), days, calendar).day
		if day <= row.last <= add_working_days(day, limits.WARNING_DAYS, calendar).day:
			rows.append(row)
	send.send(_lines(rows, day))
	update_same(ACTIVITY, [row.name for row in rows], [("record_reminded_on", day)])
	return len(rows)


def _ended(day: date, calendar, days: int) -> list[frappe._dict]:
	"""Activities that ended before today and long enough ago to be due soon."""
	first = day
	while recording_deadline(first, days, calendar).day >= day:
		first -= timedelta(days=1)
	return frappe.db.sql(
		"""select a.`name`, a.`activity_name`, a.`ends_on`, a.`team`, a.`site`, u.`name` as user, u.`language`
		from `tabService Activity` as a
		left join `tabUser` as u on u.`name` = a.`owner` and u.`enabled` = 1 and u.`name` <> 'Administrator'
		where a.`workflow_state` in %(open)s and a.`ends_on` >= %(first)s and a.`ends_on` < %(day)s
			and a.`record_reminded_on` is null order by a.`ends_on`, a.`name` limit %(most)s""",
		{"open": limits.NOT_RECORDED, "first": add_days(first, 1), "day": day, "most": _AT_MOST},
		as_dict=True,
	)


def _lines(rows: list[frappe._dict], day: date) -> list[send.Line]:
	staff = _staff({node for row in rows if not row.user for node in (row.team, row.site) if node}, day)
	usual = send.site_language()
	lines = []
	for row in rows:
		found = [(row.user, row.language)] if row.user else [*staff[row.team], *staff[row.site]]
		for user, language in dict(found).items():
			lines.append(
				send.Line("Service Record", _text(row, language or usual), ACTIVITY, row.name, user=user)
			)
	return lines


def _text(row, lang: str) -> str:
	return _("{0} has ended and is not recorded yet. Record it by {1}.", lang).format(
		row.activity_name, format_date(row.last)
	)


def _staff(nodes: set[str], day: date) -> dict[str | None, list[tuple[str, str | None]]]:
	found: dict[str | None, list[tuple[str, str | None]]] = defaultdict(list)
	if nodes:
		values = {"roles": (roles.LEADER, roles.SITE), "nodes": tuple(nodes), "day": day}
		for node, user, language in frappe.db.sql(_STAFF, values):
			found[node].append((user, language))
	return found
