import frappe

from volunteer_services.volunteer_registry.reporting import twins


def execute(filters: dict | None = None) -> tuple:
	"""Files that may be one person's."""
	return twins.possible_duplicates(frappe._dict(filters or {}))
