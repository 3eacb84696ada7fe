import frappe

from volunteer_services.volunteer_projects.reporting import fill_rate


def execute(filters: dict | None = None) -> tuple:
	"""How far the places of activities were filled, and who of those who were sure to come came."""
	return fill_rate.fill_rate(frappe._dict(filters or {}))
