import frappe

from volunteer_services.volunteer_readiness.reporting import emergency_teams


def execute(filters: dict | None = None) -> tuple:
	"""How many active members of each emergency team are ready, and what the others lack."""
	return emergency_teams.by_team(frappe._dict(filters or {}))
