import frappe

from volunteer_services.volunteer_readiness.reporting import teams


def execute(filters: dict | None = None) -> tuple:
	"""How many registered members of each team may serve under the conditions of the filters."""
	return teams.by_team(frappe._dict(filters or {}))
