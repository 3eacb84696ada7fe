"""Projects: what the form shows and fills in, and their calendar."""

import frappe

from volunteer_services.services import calendars, projects


@frappe.whitelist()
def defaults(team: str, start_date: str) -> dict:
	"""Region, site and recording unit that a new project of the team begins with."""
	frappe.has_permission("Volunteer Team", "read", team, throw=True)
	return projects.defaults(team, start_date)


@frappe.whitelist()
def figures(project: str) -> dict:
	"""Activities, approved logs, volunteers and minutes of a project."""
	frappe.has_permission("Volunteer Project", "read", project, throw=True)
	return projects.figures(project)


@frappe.whitelist()
def calendar(start: str, end: str, filters: str | list | None = None) -> list[dict]:
	"""The projects of the user's scope that touch these days, as whole-day events."""
	frappe.has_permission("Volunteer Project", "read", throw=True)
	return calendars.projects(start, end, frappe.parse_json(filters or "[]"))
