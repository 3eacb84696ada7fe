"""Projects: what they take over from team and site, whether they cover a day, who may serve in them."""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from volunteer_services.foundation.domain.errors import RuleError
from volunteer_services.foundation.rules import explain
from volunteer_services.volunteer_registry.domain.age import check_rescue
from volunteer_services.volunteer_registry.services.sites import current_recording_unit

APPROVED_STATES = frozenset({"Recruiting", "In Progress", "Completed", "Closed"})
RUNNING_STATES = frozenset({"Recruiting", "In Progress"})
PROBLEM_FIELDS = ("name", "project_name", "start_date", "end_date", "workflow_state")


def project_problem(project_row, service_date: date | str) -> str | None:
	"""Why service on this day cannot count for the project; None when it can.

	``project_row`` has PROBLEM_FIELDS (a document or a dict). The day is tested against the dates of the
	project; today's state only tells whether it was ever approved (domain §4).
	"""
	title = project_row.get("project_name") or project_row.get("name")
	if project_row.get("workflow_state") not in APPROVED_STATES:
		return _(
			"The project {0} was not approved. Let it be approved before its service is recorded."
		).format(title)
	return dates_problem(project_row, service_date)


def dates_problem(project_row, day: date | str) -> str | None:
	"""Why the day lies outside the project; None when it lies within."""
	day = getdate(day)
	start, end = getdate(project_row.get("start_date")), getdate(project_row.get("end_date"))
	if start <= day <= end:
		return None
	return _("{0} lies outside the project {1}, which runs from {2} to {3}.").format(
		formatdate(day),
		project_row.get("project_name") or project_row.get("name"),
		formatdate(start),
		formatdate(end),
	)


def defaults(team: str, start_date: date | str, site: str | None = None) -> dict:
	"""Region, site and recording unit that a project of this team begins with."""
	found = frappe.db.get_value("Volunteer Team", team, ["region", "site"], as_dict=True) or frappe._dict()
	site = site or found.site
	unit = current_recording_unit(site, start_date) if site else None
	return {"region": found.region, "site": site, "recording_unit": unit}


def sign_up_at_site(site: str | None) -> str | None:
	"""How one signs up where nothing else is said: at the site of the project, by its contact."""
	if not site:
		return None
	row = frappe.db.get_value(
		"Service Site", site, ["site_name", "contact_person", "contact_phone"], as_dict=True
	)
	return " ".join(part for part in (row.site_name, row.contact_person, row.contact_phone) if part)


def rescue_problems(volunteers: Iterable[str], day: date | str) -> dict[str, str]:
	"""The minors among these volunteers on this day, each with the reason that keeps them out of rescue."""
	names = sorted({name for name in volunteers if name})
	if not names:
		return {}
	rows = frappe.get_all(
		"Volunteer Profile",
		filters={"name": ["in", names], "date_of_birth": ["is", "set"]},
		fields=["name", "date_of_birth"],
		order_by="name",
		limit=len(names),
	)
	problems = {row.name: rescue_problem(row.date_of_birth, day) for row in rows}
	return {name: problem for name, problem in problems.items() if problem}


def rescue_problem(date_of_birth: date | str | None, day: date | str) -> str | None:
	"""Why somebody of this birth date cannot serve in a rescue on this day; None when they can [CYL]."""
	if not date_of_birth:
		return None
	try:
		check_rescue(getdate(date_of_birth), getdate(day))
	except RuleError as broken:
		return explain(broken)
	return None


def figures(project: str) -> dict:
	"""What came of it: activities, approved logs, their volunteers and minutes, logs under review, needs met;
	people served, those known by their files and those that activities without needs counted, apart."""
	approved = frappe.db.sql(
		"""select count(*), count(distinct `volunteer`), coalesce(sum(`minutes`), 0) from `tabService Log`
		where `project` = %s and `docstatus` = 1""",
		(project,),
	)[0]
	return {
		"activities": frappe.db.count("Service Activity", {"project": project}),
		"logs": approved[0],
		"volunteers": approved[1],
		"minutes": int(approved[2]),
		"pending": frappe.db.count(
			"Service Log", {"project": project, "workflow_state": ["like", "Pending%"]}
		),
		**_served(project),
	}


def _served(project: str) -> dict:
	"""{needs_met, recipients_served, people_counted}. Two queries."""
	needs, recipients = frappe.db.sql(
		"""select count(*), count(distinct `recipient`) from `tabService Need`
		where `project` = %s and `served_on` is not null""",
		(project,),
	)[0]
	counted = frappe.db.sql(
		"""select coalesce(sum(a.`people_served`), 0) from `tabService Activity` a
		where a.`project` = %s and a.`workflow_state` in ('Completed', 'Recorded')
			and not exists (select 1 from `tabService Need` n where n.`activity` = a.`name`)""",
		(project,),
	)[0][0]
	return {"needs_met": needs, "recipients_served": recipients, "people_counted": int(counted)}
