"""The time bank's number cards: a figure and where a click leads. ``filters`` is what the desk sends with
every card; it is not used."""

import frappe

from volunteer_services.foundation import access
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.workflow.review_states import review_states
from volunteer_services.time_bank.reporting import figures
from volunteer_services.time_bank.services.books import accounts


@endpoint()
def pool_balance(filters: dict | list | str | None = None) -> dict:
	"""Points in the public pool."""
	access.require_permission("Points Donation", "read")
	return {
		"value": accounts.balance(accounts.POOL),
		"fieldtype": "Int",
		"route": ["query-report", "Points Donations"],
		"route_options": {"period": "This Year", "to_kind": "Pool"},
	}


@endpoint()
def points_outstanding(filters: dict | list | str | None = None) -> dict:
	"""Points of the volunteers and teams in the user's scope."""
	access.require_permission("Points Account", "read")
	return {
		"value": figures.outstanding(),
		"fieldtype": "Int",
		"route": ["query-report", "Points Liability"],
		"route_options": {"period": "This Year"},
	}


@endpoint()
def redemptions_waiting_for_me(filters: dict | list | str | None = None) -> dict:
	"""Redemptions that the user can decide on."""
	access.require_permission("Reward Redemption", "report")
	return {
		"value": figures.redemptions_waiting(),
		"fieldtype": "Int",
		"route": ["List", "Reward Redemption", "List"],
		"route_options": {
			"workflow_state": ["in", review_states("Reward Redemption")],
			"requested_by": ["!=", frappe.session.user],
		},
	}
