"""Check-outs that were forgotten: set to the planned end once its time is over, and flagged.

They are never somebody's word: the record asks the leader, and no bulk approval takes it.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from volunteer_services.volunteer_projects.domain import check_in as rules
from volunteer_services.volunteer_projects.services.presence import log, windows

_AT_ONCE = 200


def open_of(volunteer: str) -> list[frappe._dict]:
	"""The check-ins of a person that have no check-out yet; the file is locked by whoever asks."""
	return _open("c.`volunteer` = %(volunteer)s", {"volunteer": volunteer})


def close(event: frappe._dict, now=None) -> bool:
	"""Check the person out at the planned end of the shift, if its time is over; returns whether it was."""
	window = windows.of_row(event)
	out = rules.forced_out(get_datetime(event.happened_at), window, now or now_datetime())
	if out is None:
		return False
	log.insert(
		{
			**{field: event[field] for field in log.COPIED},
			"kind": out.kind,
			"method": out.method,
			"happened_at": out.happened_at,
			"received_at": now_datetime().replace(microsecond=0),
			"remark": _("The check-out was forgotten; set to the planned end."),
		}
	)
	return True


def run() -> int:
	"""Scheduled: check out everybody whose shift is over; each person is a transaction of their own."""
	closed = 0
	now = now_datetime()
	for volunteer in _volunteers(now):
		frappe.db.sql("select `name` from `tabVolunteer Profile` where `name` = %s for update", (volunteer,))
		closed += sum(close(event, now) for event in open_of(volunteer))
		frappe.db.commit()
	return closed


def _volunteers(now) -> list[str]:
	return sorted({row.volunteer for row in _open("c.`ends_on` < %(now)s", {"now": now})})


def _open(where: str, values: dict) -> list[frappe._dict]:
	columns = ", ".join(f"c.`{field}`" for field in ("name", "happened_at", *log.COPIED))
	return frappe.db.sql(
		f"""select {columns}, f.`starts_on` as shift_starts_on, f.`ends_on` as shift_ends_on,
			f.`break_minutes`
		from `tabCheck In` c inner join `tabActivity Shift` f on f.`name` = c.`shift`
		where c.`kind` = 'In' and c.`is_open` = 1 and {where.replace("c.`ends_on`", "f.`ends_on`")}
		order by c.`happened_at` limit {_AT_ONCE}""",  # noqa: S608 (our columns and conditions)
		values,
		as_dict=True,
	)
