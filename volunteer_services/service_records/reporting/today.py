"""Records on the home page: what must still be recorded and by when, what came back, hours by month."""

from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import add_days, add_months, getdate

from volunteer_services.foundation import settings
from volunteer_services.foundation.domain.working_days import recording_deadline
from volunteer_services.foundation.reporting.agenda import Deadline, Wait
from volunteer_services.foundation.reporting.query import Where
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.service_records.domain import complaint
from volunteer_services.service_records.domain.certificate_request import OPEN
from volunteer_services.service_records.reporting.late import NOT_RECORDED, days_over
from volunteer_services.service_records.services import limits

ACTIVITY, LOG = "Service Activity", "Service Log"
COMPLAINT = "Service Complaint"
CERTIFICATE, REQUEST = "Service Certificate", "Service Certificate Request"
SHOWN = 5
MONTHS = 6
# Older than this, an activity that nobody recorded is a matter for the report on late records.
LOOKS_BACK_DAYS = 90


def to_record(sight: Sight) -> tuple[Wait, list[Deadline]]:
	"""Activities in scope that ended and are not recorded, and the first few with the day by which they must
	be [L67 §11]."""
	now = frappe.utils.now_datetime()
	where = Where.seen(sight, ACTIVITY, "a").add("{t}.`workflow_state` in %(open)s", open=NOT_RECORDED)
	where.add(
		"{t}.`ends_on` < %(now)s and {t}.`ends_on` >= %(back)s", now=now, back=add_days(now, -LOOKS_BACK_DAYS)
	)
	rows = frappe.db.sql(
		f"""select a.`name`, a.`activity_name`, a.`ends_on`, count(*) over () as number
		from `tabService Activity` as a where {where.sql}
		order by a.`ends_on`, a.`name` limit {SHOWN}""",  # noqa: S608
		where.params,
		as_dict=True,
	)
	wait = Wait(
		_("Activities to Record"),
		rows[0].number if rows else 0,
		rows[0].ends_on if rows else None,
		ACTIVITY,
		{
			"workflow_state": ["in", list(NOT_RECORDED)],
			"ends_on": ["between", [str(add_days(now.date(), -LOOKS_BACK_DAYS)), str(now.date())]],
		},
	)
	calendar, days = settings.work_calendar(), limits.recording_days()
	return wait, [_deadline(row, now.date(), calendar, days) for row in rows]


def _deadline(row, today: date, calendar, days: int) -> Deadline:
	last = recording_deadline(getdate(row.ends_on), days, calendar).day
	left = -days_over(last, today, calendar)
	return Deadline(_("Record by"), row.activity_name, last, ACTIVITY, row.name, left)


def returned(sight: Sight) -> Wait:
	"""Records that were sent back to the user who entered them."""
	count, since = frappe.db.sql(
		"""select count(*), min(`modified`) from `tabService Log`
		where `workflow_state` = 'Returned' and `recorder` = %s""",
		(sight.user,),
	)[0]
	return Wait(
		_("Records Sent Back to Me"),
		count,
		since,
		LOG,
		{"workflow_state": "Returned", "recorder": sight.user},
	)


def certificates_to_issue(sight: Sight) -> Wait:
	"""Requests for certificates in scope that wait, for those who issue certificates."""
	count, since = 0, None
	if frappe.has_permission(CERTIFICATE, "submit"):
		where = Where.seen(sight, REQUEST, "r").add("{t}.`status` in %(open)s", open=tuple(sorted(OPEN)))
		count, since = frappe.db.sql(
			f"select count(*), min(r.`creation`) from `tab{REQUEST}` as r where {where.sql}",  # noqa: S608
			where.params,
		)[0]
	return Wait(_("Certificates to Issue"), count, since, REQUEST, {"status": ["in", sorted(OPEN)]})


def complaints_to_handle(sight: Sight) -> Wait:
	"""Complaints in scope that wait for somebody of the staff."""
	count, since, states = 0, None, tuple(sorted(complaint.OPEN))
	if frappe.has_permission(COMPLAINT, "write"):
		where = Where.seen(sight, COMPLAINT, "c").add("{t}.`status` in %(open)s", open=states)
		count, since = frappe.db.sql(
			f"select count(*), min(c.`received_on`) from `tab{COMPLAINT}` as c where {where.sql}",  # noqa: S608
			where.params,
		)[0]
	return Wait(_("Complaints to Handle"), count, since, COMPLAINT, {"status": ["in", list(states)]})


def months(sight: Sight, today: date) -> list[dict]:
	"""Approved minutes and people in scope of the last six months, the oldest first: ``month`` is
	"2026-03"."""
	first = getdate(add_months(today.replace(day=1), 1 - MONTHS))
	where = Where.seen(sight, LOG, "l").add("{t}.`docstatus` = 1")
	where.add("{t}.`service_date` between %(first)s and %(today)s", first=first, today=today)
	number = "extract(year from l.`service_date`) * 100 + extract(month from l.`service_date`)"
	rows = frappe.db.sql(
		f"""select {number} as month, sum(l.`minutes`) as minutes, count(distinct l.`volunteer`) as people
		from `tabService Log` as l where {where.sql} group by {number}""",  # noqa: S608
		where.params,
		as_dict=True,
	)
	found = {int(row.month): row for row in rows}
	return [_month(found, getdate(add_months(first, number))) for number in range(MONTHS)]


def _month(found: dict, day: date) -> dict:
	row = found.get(day.year * 100 + day.month)
	minutes = int(row.minutes or 0) if row else 0
	return {"month": f"{day:%Y-%m}", "minutes": minutes, "people": int(row.people) if row else 0}


def overdue(sight: Sight, today: date) -> int:
	"""Activities in scope, not recorded though the days for it are over."""
	calendar, days = settings.work_calendar(), limits.recording_days()
	ended = today
	while recording_deadline(ended, days, calendar).day >= today:
		ended -= timedelta(days=1)
	where = Where.seen(sight, ACTIVITY, "a").add("{t}.`workflow_state` in %(open)s", open=NOT_RECORDED)
	where.add(
		"{t}.`ends_on` >= %(back)s and {t}.`ends_on` < %(after)s",
		back=add_days(today, -LOOKS_BACK_DAYS),
		after=add_days(ended, 1),
	)
	return frappe.db.sql(
		f"select count(*) from `tabService Activity` as a where {where.sql}",  # noqa: S608
		where.params,
	)[0][0]
