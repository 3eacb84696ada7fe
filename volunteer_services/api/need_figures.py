"""The number cards of the room of needs: a figure of the user's scope, and where a click leads.

``filters`` is what the desk sends with every card and is not used.
"""

from frappe.utils import nowdate

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.service_needs.reporting import figures


def _card(value: int, doctype: str, options: dict) -> dict:
	return {"value": value, "fieldtype": "Int", "route": ["List", doctype, "List"], "route_options": options}


@endpoint()
def needs_to_settle(filters: dict | list | str | None = None) -> dict:
	"""Needs to check, to answer or to dispatch."""
	require_permission(figures.NEED, "report")
	options = {"workflow_state": ["in", list(figures.TO_SETTLE)]}
	return _card(figures.needs_in(figures.TO_SETTLE), figures.NEED, options)


@endpoint()
def needs_of_teams(filters: dict | list | str | None = None) -> dict:
	"""Needs that teams hold."""
	require_permission(figures.NEED, "report")
	options = {"workflow_state": ["in", list(figures.WITH_TEAMS)]}
	return _card(figures.needs_in(figures.WITH_TEAMS), figures.NEED, options)


@endpoint()
def recipients_due(filters: dict | list | str | None = None) -> dict:
	"""Recipients whom nobody visited in time."""
	require_permission(figures.RECIPIENT, "report")
	return _card(
		figures.recipients_due(), figures.RECIPIENT, {"status": "On File", "due_on": ["<", nowdate()]}
	)


@endpoint()
def pairs_due(filters: dict | list | str | None = None) -> dict:
	"""Pairs whose next visit is overdue."""
	require_permission(figures.PAIRING, "report")
	options = {"workflow_state": "Paired", "next_due_on": ["<", nowdate()]}
	return _card(figures.pairs_due(), figures.PAIRING, options)
