import frappe

from volunteer_services.volunteer_readiness.reporting import trainings


def execute(filters: dict | None = None) -> tuple:
	"""Sessions, people, study time and the share of the registered they reached."""
	return trainings.by_region(frappe._dict(filters or {}))
