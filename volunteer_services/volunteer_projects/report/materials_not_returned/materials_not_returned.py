import frappe

from volunteer_services.volunteer_projects.reporting import materials


def execute(filters: dict | None = None) -> tuple:
	"""What was handed out at activities and did not come back, by person, the longest out first."""
	return materials.not_returned(frappe._dict(filters or {}))
