import frappe

from volunteer_services.volunteer_projects.reporting import recruiting


def execute(filters: dict | None = None) -> tuple:
	"""Activities to come that one can sign up for, or will be able to, with the places left."""
	return recruiting.recruiting(frappe._dict(filters or {}))
