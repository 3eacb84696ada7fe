"""Where a volunteer may have served: the own teams, and the projects of these and of the teams above them."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from volunteer_services.exceptions import SelfReportError
from volunteer_services.volunteer_projects.services.projects import (
	APPROVED_STATES,
	PROBLEM_FIELDS,
	project_problem,
)

MOST_PROJECTS = 100
PROJECT, TEAM = "Volunteer Project", "Volunteer Team"
_ABOVE = """select above.`name` from `tabVolunteer Team` above inner join `tabVolunteer Team` node
	on above.`lft` <= node.`lft` and above.`rgt` >= node.`rgt` where node.`name` in %(teams)s"""


def own_teams(volunteer: str, first: date, last: date | None = None) -> list[frappe._dict]:
	"""The teams to which somebody belonged on one of these days, with the main team: name, team_name."""
	return frappe.db.sql(
		"""select t.`name`, t.`team_name` from `tabVolunteer Team` t where t.`name` in (
			select m.`team` from `tabTeam Membership` m where m.`volunteer` = %(volunteer)s
				and m.`joined_on` <= %(last)s and (m.`left_on` is null or m.`left_on` >= %(first)s)
			union select v.`primary_team` from `tabVolunteer Profile` v where v.`name` = %(volunteer)s)
		order by t.`team_name`, t.`name`""",
		{"volunteer": volunteer, "first": first, "last": last or first},
		as_dict=True,
	)


def own_projects(volunteer: str, first: date, last: date) -> list[frappe._dict]:
	"""Projects that somebody of these teams may have served in: name, project_name."""
	teams = [team.name for team in own_teams(volunteer, first, last)]
	if not teams:
		return []
	return frappe.db.sql(
		f"""select p.`name`, p.`project_name` from `tabVolunteer Project` p
		where p.`workflow_state` in %(states)s and p.`start_date` <= %(last)s and p.`end_date` >= %(first)s
		and p.`team` in ({_ABOVE})
		order by p.`project_name`, p.`name` limit {MOST_PROJECTS}""",  # noqa: S608
		{"states": tuple(APPROVED_STATES), "first": first, "last": last, "teams": tuple(teams)},
		as_dict=True,
	)


def chosen(volunteer: str, project: str | None, team: str | None, day: date) -> dict:
	"""project, team, site and region of what the volunteer chose. Raises SelfReportError."""
	teams = {row.name for row in own_teams(volunteer, day)}
	if project:
		row = frappe.db.get_value(PROJECT, project, ["team", "site", "region"], as_dict=True)
		if not row or row.team not in _with_those_above(teams):
			_refuse(_("That is no project of your teams. Choose one that is offered."))
		check_project(project, row.team, day)
		return {"project": project, **row}
	if not team or team not in teams:
		_refuse(_("Choose a project or a team of yours, for which you served."))
	row = frappe.db.get_value(TEAM, team, ["site", "region"], as_dict=True)
	return {"project": None, "team": team, **row}


def check_project(project: str, team: str, day: date) -> None:
	"""The project is one of the team or of a team above it, and ran on the day. Raises SelfReportError."""
	row = frappe.db.get_value(PROJECT, project, [*PROBLEM_FIELDS, "team"], as_dict=True)
	if not row or row.team not in _with_those_above({team}):
		_refuse(_("The project {0} belongs to another team.").format(row.project_name if row else project))
	if problem := project_problem(row, getdate(day)):
		_refuse(problem)


def _with_those_above(teams: set[str]) -> set[str]:
	return set(frappe.db.sql_list(_ABOVE, {"teams": tuple(teams)})) if teams else set()


def _refuse(message: str) -> None:
	frappe.throw(message, SelfReportError, title=_("Own Report of Service"))
