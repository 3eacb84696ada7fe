"""The number cards of the workspace. Each returns a figure of the user's scope and where a click leads."""

import frappe
from frappe import _
from frappe.utils import now_datetime

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.foundation.workflow import review_states
from volunteer_services.foundation.workflow.waiting import waiting
from volunteer_services.service_records.reporting import figures
from volunteer_services.volunteer_projects.reporting import figures as project_figures


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
def places_to_fill_this_week(filters: dict | list | str | None = None) -> dict:
	"""Places that are still free in activities of the next seven days. ``filters`` is not used."""
	require_permission("Service Activity", "report")
	return {
		"value": project_figures.places_to_fill(),
		"fieldtype": "Int",
		"route": ["query-report", "Recruitment Calendar"],
		"route_options": {"days": project_figures.WEEK, "with_places": 1},
	}


@endpoint()
def sign_ups_to_decide(filters: dict | list | str | None = None) -> dict:
	"""Sign-ups that wait until the organiser lets them in. ``filters`` is not used."""
	require_permission("Activity Sign Up", "report")
	return {
		"value": project_figures.sign_ups_to_decide(),
		"fieldtype": "Int",
		"route": ["List", "Activity Sign Up", "List"],
		"route_options": {
			"status": ["in", ["Waiting"]],
			"needs_leader": 1,
			"starts_on": [">", now_datetime()],
		},
	}


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
