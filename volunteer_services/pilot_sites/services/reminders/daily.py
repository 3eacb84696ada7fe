"""Daily look at the sites: lapsed certifications, and what is due or overdue.

Each matter is told twice at most: when it will be due soon, and when it is overdue. Its row keeps the day of
the last reminder (``reminded_on``), so that a second run tells nobody again.
"""

from collections.abc import Callable, Iterable, Iterator

import frappe
from frappe import _
from frappe.utils import format_date, getdate, nowdate

from volunteer_services.foundation.database import retry
from volunteer_services.foundation.messages import send
from volunteer_services.pilot_sites.services import compliance
from volunteer_services.pilot_sites.services.reminders import assignments
from volunteer_services.pilot_sites.services.reminders import due as site_due
from volunteer_services.pilot_sites.services.reminders.due import Due
from volunteer_services.pilot_sites.services.reminders.recipients import Recipients, speaking

AT_ONCE = 100
_QUEUE = {"queue": "long", "timeout": 3600, "enqueue_after_commit": True}


def remind_sites() -> None:
	"""Called by the scheduler: states of the sites first, then the job that reminds."""
	compliance.refresh_all()
	frappe.enqueue(remind_all, job_id="volunteer-site-reminders", deduplicate=True, **_QUEUE)


def remind_all() -> dict[str, int]:
	"""Body of the job: a transaction for each batch; what was told is found told.

	A batch that fails is logged and tried again tomorrow: the others do not wait for it.
	"""
	return run(attempt=_alone)


def run(today: str | None = None, attempt: Callable = lambda work: work()) -> dict[str, int]:
	"""Remind of everything that is due or overdue today; returns the number of matters told, by kind.

	``attempt`` carries out each piece of work; the default leaves the transaction to the caller.
	"""
	day = getdate(today or nowdate())
	told: dict[str, int] = {}
	for query in site_due.QUERIES:
		for batch in _batches(query(day)):
			count = attempt(lambda rows=batch: _tell(rows, day))
			told[batch[0].kind] = told.get(batch[0].kind, 0) + (count or 0)
	attempt(lambda: assignments.close_finished(day))
	return told


def _alone(work: Callable):
	try:
		return retry.whole(work)
	except Exception:
		frappe.db.rollback()
		frappe.log_error(title="Site reminders")
		frappe.db.commit()
		return None


def _batches(rows: list[Due]) -> Iterator[list[Due]]:
	for start in range(0, len(rows), AT_ONCE):
		yield rows[start : start + AT_ONCE]


def _tell(batch: list[Due], day) -> int:
	"""Notify, assign, and note the day on the rows."""
	who = Recipients(batch)
	notices = [(due, user) for due in batch for user in who.of(due)]
	for due, user in notices:
		if due.is_overdue and due.is_assigned:
			assignments.assign_milestone(due, user, _in_language_of(who, user, due))
	_notify(notices, who)
	for doctype, field in {(due.row_doctype, due.reminded_field) for due in batch}:
		names = tuple({due.row for due in batch if due.row_doctype == doctype})
		frappe.db.sql(
			f"update `tab{doctype}` set `{field}` = %s where `name` in %s",  # noqa: S608 — names of ours
			(day, names),
		)
	return len(batch)


def _in_language_of(who: Recipients, user: str, due: Due) -> str:
	with speaking(who.language(user)):
		return text(due)


def _notify(notices: Iterable[tuple[Due, str]], who: Recipients) -> None:
	send.send(
		send.Line("Site Work", _in_language_of(who, user, due), due.doctype, due.document, user=user)
		for due, user in notices
	)


def text(due: Due) -> str:
	"""The sentence that reminds, in the language of the moment."""
	what = _(due.what, context="Site Submission") if due.kind == site_due.SUBMISSION else due.what
	values = (due.site_name, what, format_date(due.due_on))
	return {
		(site_due.CERTIFICATION, False): _("{0}: the certification under {1} ends on {2}. Assess it again."),
		(site_due.CERTIFICATION, True): _("{0}: the certification under {1} lapsed after {2}."),
		(site_due.MILESTONE, False): _("{0}: the milestone {1} is due on {2}."),
		(site_due.MILESTONE, True): _("{0}: the milestone {1} was due on {2} and is still open."),
		(site_due.FINDING, True): _("{0}: the finding “{1}” was to be dealt with by {2} and is still open."),
		(site_due.RECTIFICATION, True): _(
			"{0}: the rectification under {1} was due on {2}, and its assessment is not submitted yet."
		),
		(site_due.SUBMISSION, False): _("{0}: the yearly submission {1} is due on {2}."),
		(site_due.SUBMISSION, True): _("{0}: the yearly submission {1} was due on {2} and is missing."),
	}[due.kind, due.is_overdue].format(*values)
