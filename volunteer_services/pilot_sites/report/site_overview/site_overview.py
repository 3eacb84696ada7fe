import frappe

from volunteer_services.pilot_sites.reporting import overview


def execute(filters: dict | None = None) -> tuple:
	"""The sites at a glance: teams, volunteers, activities, hours, what waits and what is late."""
	return overview.overview(frappe._dict(filters or {}))
