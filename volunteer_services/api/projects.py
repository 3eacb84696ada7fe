"""Projects: what the form shows and fills in, and their calendar."""

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import Day, Moment
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.filters import conditions
from volunteer_services.volunteer_projects.reporting import calendars
from volunteer_services.volunteer_projects.services import library, projects


@endpoint()
def defaults(team: str, start_date: Day) -> dict:
	"""Region, site and recording unit that a new project of the team begins with."""
	require_permission("Volunteer Team", "read", team)
	return projects.defaults(team, start_date)


@endpoint()
def figures(project: str) -> dict:
	"""Activities, approved logs, volunteers and minutes of a project."""
	require_permission("Volunteer Project", "read", project)
	return projects.figures(project)


@endpoint(methods=["GET"])
def templates(team: str) -> list[dict]:
	"""The templates of the library for a team of the caller's: {name, project_name, category, theme,
	description}."""
	require_permission("Volunteer Project", "create")
	require_permission("Volunteer Team", "read", team)
	return library.offered(team)


@endpoint(methods=["POST"])
def from_library(template: str, team: str, start_date: Day, end_date: Day) -> str:
	"""Make a draft from a template for a team in the caller's scope; returns its name."""
	require_permission("Volunteer Project", "create")
	require_permission("Volunteer Team", "read", team)
	return library.make(template, team, start_date, end_date)


@endpoint()
def calendar(start: Moment, end: Moment, filters: str | list | None = None) -> list[dict]:
	"""The projects of the user's scope that touch these days, as whole-day events."""
	require_permission("Volunteer Project", "read")
	return calendars.projects(start, end, conditions("Volunteer Project", filters))
