import frappe

from volunteer_services.service_needs.reporting import coverage


def execute(filters: dict | None = None) -> tuple:
	"""Recipients on file and paired, by group."""
	return coverage.by_group(frappe._dict(filters or {}))
