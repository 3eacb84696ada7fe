import frappe

from volunteer_services.volunteer_registry.reporting import roster


def execute(filters: dict | None = None) -> tuple:
	"""The roster of volunteers with their stars, and who served in the period."""
	return roster.roster(frappe._dict(filters or {}))
