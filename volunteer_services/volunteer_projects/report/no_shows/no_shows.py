import frappe

from volunteer_services.volunteer_projects.reporting import no_shows


def execute(filters: dict | None = None) -> tuple:
	"""Who was expected and did not come, for those who organise."""
	return no_shows.no_shows(frappe._dict(filters or {}))
