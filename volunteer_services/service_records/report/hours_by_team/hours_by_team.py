import frappe

from volunteer_services.services import reporting_hours


def execute(filters: dict | None = None) -> tuple:
	"""Approved hours summed up along the teams."""
	return reporting_hours.by_tree(reporting_hours.TEAMS, frappe._dict(filters or {}))
