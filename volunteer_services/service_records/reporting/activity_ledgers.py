"""What the printed ledgers 台账 of activities and projects show."""

import frappe
from frappe.utils import cint, get_datetime

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.errors import RuleError
from volunteer_services.foundation.domain.worktime import resolve
from volunteer_services.foundation.paper.pages import CLOSING_LINES, HEADING_LINES, lay_out
from volunteer_services.foundation.settings import worktime_policy
from volunteer_services.volunteer_projects.services import activities

# Lines of rows of 9 mm on the landscape sheet and of 8 mm on the portrait one, below the facts and after.
SHEET_LINES = (14, 20)
PROJECT_LINES = (15, 31)
LONG_TEXT = 45  # characters of a line of the description
SIGNING_STATES = frozenset({"Draft", "Published", "Completed"})


def activity_ledger(name: str) -> dict:
	"""The participants of an activity as they stand on paper, their minutes summed, and empty lines to sign.

	Minutes are those of the record, else what the times of the row mean.
	"""
	require_permission("Service Activity", "read", name)
	activity = frappe.get_doc("Service Activity", name)
	people = _people([row.volunteer for row in activity.participants if row.volunteer])
	logs = _logs([row.service_log for row in activity.participants if row.service_log])
	rows = [
		_line(activity, row, people.get(row.volunteer), logs.get(row.service_log))
		for row in activity.participants
		if row.status != "Waiting"
	]
	if activity.workflow_state in SIGNING_STATES:
		rows += [None] * max(0, SHEET_LINES[0] - CLOSING_LINES - HEADING_LINES - len(rows))
	return {
		"chunks": lay_out([("participants", rows)], *SHEET_LINES),
		"people": sum(1 for row in rows if row and row["minutes"]),
		"minutes": sum(row["minutes"] for row in rows if row),
		"recorder": frappe.db.get_value("User", activity.owner, "full_name"),
		**_organisation(activity),
	}


def project_ledger(name: str) -> dict:
	"""The activities of a project and its people, with the minutes of the approved records."""
	require_permission("Volunteer Project", "read", name)
	project = frappe.get_doc("Volunteer Project", name)
	held = frappe.db.sql(
		"""select a.`name`, a.`activity_name`, a.`starts_on`, a.`location`, a.`people_served`,
			a.`workflow_state`,
			count(distinct l.`volunteer`) as volunteers, coalesce(sum(l.`minutes`), 0) as minutes
		from `tabService Activity` a
		left join `tabService Log` l on l.`activity` = a.`name` and l.`docstatus` = 1
		where a.`project` = %s and a.`workflow_state` <> 'Called Off'
		group by a.`name`, a.`activity_name`, a.`starts_on`, a.`location`, a.`people_served`,
			a.`workflow_state`
		order by a.`starts_on`, a.`name`""",
		(name,),
		as_dict=True,
	)
	people = frappe.db.sql(
		"""select l.`volunteer`, p.`full_name`, count(*) as records, sum(l.`minutes`) as minutes,
			min(l.`service_date`) as first_date, max(l.`service_date`) as last_date
		from `tabService Log` l inner join `tabVolunteer Profile` p on p.`name` = l.`volunteer`
		where l.`project` = %s and l.`docstatus` = 1
		group by l.`volunteer`, p.`full_name` order by minutes desc, l.`volunteer`""",
		(name,),
		as_dict=True,
	)
	facts = len(project.posts) + len(project.description or "") // LONG_TEXT
	return {
		"chunks": lay_out(
			[("activities", held), ("people", people)], max(0, PROJECT_LINES[0] - facts), PROJECT_LINES[1]
		),
		"activities": held,
		"people": people,
		"records": sum(cint(row.records) for row in people),
		"minutes": sum(cint(row.minutes) for row in people),
		"people_served": sum(cint(row.people_served) for row in held),
		"social_worker": frappe.db.get_value("User", project.social_worker, "full_name"),
		"approved_by": frappe.db.get_value("User", project.approved_by, "full_name"),
		**_organisation(project),
	}


def _line(activity, row, person, log) -> dict:
	starts_on, ends_on, pause = activities.row_times(activity, row)
	is_present = row.status in activities.PRESENT
	return {
		"name": row.volunteer_name or (person.full_name if person else ""),
		"volunteer": row.volunteer or "",
		"team": person.team_name if person else "",
		"status": row.status,
		"starts_on": get_datetime(log.starts_on) if log and log.starts_on else starts_on,
		"ends_on": get_datetime(log.ends_on) if log and log.ends_on else ends_on,
		"break_minutes": pause,
		"minutes": cint(log.minutes) if log else _minutes(starts_on, ends_on, pause) if is_present else 0,
		"rating": cint(row.rating) or cint(activity.rating),
		"remark": row.remark or "",
		"state": log.workflow_state if log else "",
		"problem": "" if log else row.problem or "",
	}


def _minutes(starts_on, ends_on, pause: int) -> int:
	"""What the times mean under the rounding of the settings; 0 where they cannot be."""
	try:
		return resolve(starts_on, ends_on, pause, policy=worktime_policy()).minutes
	except RuleError:
		return 0


def _people(volunteers: list[str]) -> dict[str, frappe._dict]:
	if not volunteers:
		return {}
	rows = frappe.db.sql(
		"""select p.`name`, p.`full_name`, t.`team_name` from `tabVolunteer Profile` p
		left join `tabVolunteer Team` t on t.`name` = p.`primary_team` where p.`name` in %s""",
		(volunteers,),
		as_dict=True,
	)
	return {row.name: row for row in rows}


def _logs(names: list[str]) -> dict[str, frappe._dict]:
	if not names:
		return {}
	rows = frappe.db.sql(
		"""select `name`, `minutes`, `starts_on`, `ends_on`, `workflow_state` from `tabService Log`
		where `name` in %s""",
		(names,),
		as_dict=True,
	)
	return {row.name: row for row in rows}


def _organisation(doc) -> dict[str, str]:
	"""The names, as people read them, of what the document links to."""
	titles = {
		"team": ("Volunteer Team", "team_name"),
		"site": ("Service Site", "site_name"),
		"region": ("Service Region", "region_name"),
		"recording_unit": ("Recording Unit", "unit_name"),
		"project": ("Volunteer Project", "project_name"),
	}
	return {
		field: frappe.db.get_value(doctype, doc.get(field), title) or ""
		for field, (doctype, title) in titles.items()
		if doc.get(field)
	}
