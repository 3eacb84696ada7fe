import frappe

from volunteer_services.service_needs.reporting import communities


def execute(filters: dict | None = None) -> tuple:
	"""Files and needs of each community."""
	return communities.by_community(frappe._dict(filters or {}))
