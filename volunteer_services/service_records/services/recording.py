"""From an activity to its service records: at once for few participants, as a job for many."""

from collections.abc import Sequence

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, getdate

from volunteer_services.foundation.database.bulk import update_each
from volunteer_services.foundation.jobs import progress
from volunteer_services.service_records.domain import trust
from volunteer_services.service_records.domain.codes import LogSource
from volunteer_services.service_records.services import entry
from volunteer_services.volunteer_projects.domain.check_in import Presence
from volunteer_services.volunteer_projects.services.activities import (
	check_recordable,
	count_recorded,
	pending_rows,
	rescue_problems,
	row_times,
	undeclared_rows,
)
from volunteer_services.volunteer_projects.services.presence import presences

SOURCE, CHECKED_IN = LogSource.ACTIVITY.value, LogSource.CHECK_IN.value
BACKGROUND_ABOVE = 100
_BATCH = 300


def log_values(activity, row, seen: Sequence[Presence] = ()) -> dict:
	"""The Service Log that a participant's row means; ``seen``: the person's check-ins at the activity."""
	starts_on, ends_on, pause = row_times(activity, row)
	attested = None
	if not cint(activity.is_make_up):  # what is declared afterwards rests on paper
		attested = trust.of_presences(seen, get_datetime(starts_on), get_datetime(ends_on))
	rating = cint(row.rating) or cint(activity.rating)
	return {
		"volunteer": row.volunteer,
		"source": CHECKED_IN if attested else SOURCE,
		"attested": attested,
		"activity": activity.name,
		"project": activity.project,
		"service_date": getdate(starts_on),
		"starts_on": starts_on,
		"ends_on": ends_on,
		"break_minutes": pause,
		"service_content": activity.service_content,
		"location": activity.location,
		"activity_leader": activity.activity_leader,
		"recipient_group": activity.recipient_group,
		"people_served": activity.people_served,
		"rating": rating,
		"rated_by": activity.rated_by if rating else None,
		"rater_kind": activity.rater_kind if rating else None,
		"rating_date": activity.rating_date if rating else None,
		"remark": row.remark,
		"external_id": f"{activity.name}:{row.volunteer}:{starts_on:%Y%m%d%H%M}",
	}


def record_rows(activity, rows: list) -> int:
	"""Make records of these rows of the loaded activity; returns how many were made.

	Each row gets its ``service_log`` or its ``problem``; the caller saves the activity in this transaction.
	"""
	rescue = rescue_problems(activity, (row.volunteer for row in rows))
	undeclared = undeclared_rows(activity)
	good = []
	for row in rows:
		row.problem = _row_problem(row) or rescue.get(row.volunteer) or undeclared.get(row.name)
		if not row.problem:
			good.append(row)
	seen = presences.by_person(activity.name) if good else {}
	values = [log_values(activity, row, seen.get(row.volunteer, ())) for row in good]
	results = entry.create_many(values, SOURCE) if good else []
	made = 0
	for result in results:
		row = good[result.index]
		row.service_log, row.problem = result.name, result.problem
		made += bool(result.name)
	return made


def make_records(name: str) -> dict:
	"""Make the records that are missing; more than BACKGROUND_ABOVE rows go to a background job.

	Returns {made, left, problems} or {job}. Running it again does only what is left.
	"""
	activity = frappe.get_doc("Service Activity", name, for_update=True)
	check_recordable(activity)
	rows = pending_rows(activity)
	if len(rows) > BACKGROUND_ABOVE:
		return {"job": _start_job(name, len(rows))}
	made = record_rows(activity, rows)
	return _save_recorded(activity, made)


def record_in_background(name: str, job: str) -> None:
	"""The job: batches of rows, each with its own commit; safe to run again after it was killed."""
	with progress.watched(
		job, _("The records could not all be made. Those made are kept; start again for the rest.")
	):
		total = len(pending_rows(frappe.get_doc("Service Activity", name)))
		tried: set[str] = set()
		made = 0
		while True:
			activity = frappe.get_doc("Service Activity", name, for_update=True)
			rows = [row for row in pending_rows(activity) if row.name not in tried][:_BATCH]
			if not rows:
				break
			check_recordable(activity)
			tried.update(row.name for row in rows)
			made += record_rows(activity, rows)
			_store_rows(activity, rows)
			frappe.db.commit()
			progress.advance(job, len(tried), total)
		outcome = _save_recorded(activity, made)
		frappe.db.commit()
		progress.finish(job, outcome)


def _store_rows(activity, rows: list) -> None:
	"""The rows of a batch, without saving the thousands beside them each time."""
	update_each(
		"Service Activity Participant",
		{row.name: {"service_log": row.service_log, "problem": row.problem} for row in rows},
	)
	frappe.db.set_value("Service Activity", activity.name, "logs_created", count_recorded(activity))


def _start_job(name: str, total: int) -> str:
	job = f"activity-records:{name}"
	return progress.start(record_in_background, job, total, deduplicate=True, name=name)


def _save_recorded(activity, made: int) -> dict:
	activity.flags.making_records = activity.flags.by_service = True
	activity.flags.ignore_links = True  # entered under check, or just made
	activity.logs_created = count_recorded(activity)
	if activity.logs_created and activity.workflow_state != "Recorded":
		activity.workflow_state = "Recorded"
	activity.save()
	return _outcome(activity, made)


def _outcome(activity, made: int) -> dict:
	problems = [
		{"idx": row.idx, "volunteer": row.volunteer, "name": row.volunteer_name, "problem": row.problem}
		for row in pending_rows(activity)
	]
	return {"made": made, "left": len(problems), "problems": problems, "state": activity.workflow_state}


def _row_problem(row) -> str | None:
	if not row.volunteer:
		return _("No volunteer was found for this line. Choose one, or register the person first.")
	return None
