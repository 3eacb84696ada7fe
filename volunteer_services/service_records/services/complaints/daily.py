"""The day's work on complaints: those who handle them are reminded, what was answered is closed, and who
complained is forgotten when the time for it has come."""

from __future__ import annotations

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, format_date, getdate, nowdate

from volunteer_services.foundation import settings
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.database.bulk import update_same
from volunteer_services.foundation.domain.working_days import add_working_days
from volunteer_services.service_records.domain import complaint
from volunteer_services.service_records.domain.complaint import Status
from volunteer_services.service_records.services.complaints import receiving
from volunteer_services.service_records.services.complaints.receiving import DOCTYPE

_AT_MOST = 500
WARNING_DAYS = 1


def run() -> None:
	"""Scheduler, daily."""
	for work in (remind, close, forget):
		retry.whole(work)


def remind(today: date | None = None) -> int:
	"""Tell, once for each step, of complaints whose day is tomorrow or over; returns how many there were."""
	day = getdate(today or nowdate())
	last = add_working_days(day, WARNING_DAYS, settings.work_calendar()).day
	rows = frappe.db.sql(
		f"""select `name`, `site`, `region`, `handler`, `status`,
			case when `status` = 'Received' then `acknowledge_by` else `answer_by` end as due
		from `tab{DOCTYPE}` where `status` in %(open)s and `reminded_on` is null
			and case when `status` = 'Received' then `acknowledge_by` else `answer_by` end <= %(last)s
		order by due, `name` limit %(most)s""",  # noqa: S608
		{"open": tuple(sorted(complaint.OPEN)), "last": last, "most": _AT_MOST},
		as_dict=True,
	)
	for row in rows:  # few a day
		is_first = row.handler and row.status == Status.INVESTIGATING.value
		users = {row.handler} if is_first else receiving.handlers(row) - {row.handler}
		receiving.tell(users, row.name, _words(row))
	update_same(DOCTYPE, [row.name for row in rows], [("reminded_on", day)])
	return len(rows)


def _words(row):
	template = {
		Status.RECEIVED.value: lambda lang: _("The complaint {0} is to be taken up by {1}.", lang),
	}.get(row.status, lambda lang: _("The complaint {0} is to be answered by {1}.", lang))
	return lambda lang: template(lang).format(row.name, format_date(row.due))


def close(today: date | None = None) -> int:
	"""Close what was answered and nobody asked a review of in time; returns how many."""
	day = getdate(today or nowdate())
	names = frappe.get_all(
		DOCTYPE,
		{"status": Status.ANSWERED.value, "answered_on": ["<", add_days(day, -complaint.REVIEW_DAYS)]},
		pluck="name",
		order_by="name",
		limit=_AT_MOST,
	)
	update_same(DOCTYPE, names, [("status", Status.CLOSED.value), ("closed_on", day)])
	return len(names)


def forget(today: date | None = None) -> int:
	"""Empty name and phone of those who complained so long ago; returns of how many [PIPL §19]."""
	day = getdate(today or nowdate())
	names = frappe.get_all(
		DOCTYPE,
		filters={
			"status": ["in", sorted(complaint.ENDED)],
			"closed_on": ["<", add_days(day, -complaint.CONTACT_DAYS)],
		},
		or_filters={"complainant_name": ["is", "set"], "complainant_phone": ["is", "set"]},
		pluck="name",
		order_by="name",
		limit=_AT_MOST,
	)
	update_same(DOCTYPE, names, [("complainant_name", None), ("complainant_phone", None)])
	return len(names)
