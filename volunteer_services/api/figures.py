"""The number cards of the workspace. Each returns a figure of the user's scope and where a click leads."""

import frappe
from frappe import _

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.foundation.workflow import review_states
from volunteer_services.foundation.workflow.waiting import waiting
from volunteer_services.service_records.reporting import figures


def _check() -> None:
	# Not throw=True: the first releases of Frappe 15 raise no PermissionError with it.
	if not frappe.has_permission("Service Log", "report"):
		frappe.throw(_("You have no right to reports on service logs."), frappe.PermissionError)


@endpoint()
def hours_this_month(filters: dict | list | str | None = None) -> dict:
	"""Approved hours of this month. ``filters`` is what the desk sends with every card; it is not used."""
	_check()
	return {
		"value": figures.hours_of("This Month"),
		"fieldtype": "Float",
		"precision": 1,
		"route": ["query-report", "Hours by Team"],
		"route_options": {"period": "This Month"},
	}


@endpoint()
def active_volunteers_this_year(filters: dict | list | str | None = None) -> dict:
	"""People with approved service this year. ``filters`` is not used."""
	_check()
	return {
		"value": figures.volunteers_of("This Year"),
		"fieldtype": "Int",
		"route": ["query-report", "Volunteer Roster"],
		"route_options": {"period": "This Year", "served": "Served in the Period"},
	}


@endpoint()
def records_waiting_for_me(filters: dict | list | str | None = None) -> dict:
	"""Service logs that the user can decide on. ``filters`` is not used."""
	_check()
	return {
		"value": figures.waiting_for_me(),
		"fieldtype": "Int",
		"route": ["List", "Service Log", "List"],
		"route_options": {
			"workflow_state": ["in", review_states.review_states()],
			"recorder": ["!=", frappe.session.user],
		},
	}


@endpoint()
def make_up_declarations_to_decide(filters: dict | list | str | None = None) -> dict:
	"""Declarations of make-up entries that the user can decide on. ``filters`` is not used."""
	return _to_decide("Make-up Declaration")


@endpoint()
def self_reports_to_settle(filters: dict | list | str | None = None) -> dict:
	"""Volunteers' own reports of service that the user can confirm or accept. ``filters`` is not used."""
	return _to_decide("Service Self Report")


def _to_decide(doctype: str) -> dict:
	require_permission(doctype, "report")
	found = waiting(doctype, Sight())
	return {
		"value": found.count,
		"fieldtype": "Int",
		"route": ["List", doctype, "List"],
		"route_options": {"workflow_state": ["in", list(found.states)]},
	}
