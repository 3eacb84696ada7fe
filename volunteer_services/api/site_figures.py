"""The sites' number cards and the form of a site. Each card returns a figure of the user's scope and where a
click leads; ``filters`` is what the desk sends with every card and is not used."""

import frappe
from frappe.desk import notifications

from volunteer_services.foundation import access
from volunteer_services.foundation.domain.arguments import Names
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.workflow.review_states import review_states
from volunteer_services.pilot_sites.reporting import at_a_glance as reporting_dashboard
from volunteer_services.pilot_sites.reporting import figures

ASSESSMENT = "Site Assessment"


@endpoint()
def certified_sites(filters: dict | list | str | None = None) -> dict:
	"""Active sites that are certified by the standard of all."""
	return _sites("Certified")


@endpoint()
def sites_needing_rectification(filters: dict | list | str | None = None) -> dict:
	"""Active sites that were sent to rectification."""
	return _sites("Needs Rectification")


@endpoint()
def certifications_lapsing_soon(filters: dict | list | str | None = None) -> dict:
	"""Active certified sites whose certification ends within the days of the reminder."""
	access.require_permission(ASSESSMENT, "report")
	return _card(
		figures.lapsing_soon(),
		"Service Site",
		{
			"status": "Active",
			"compliance_state": "Certified",
			"certified_until": ["between", list(figures.lapse_span())],
		},
	)


@endpoint()
def overdue_milestones(filters: dict | list | str | None = None) -> dict:
	"""Open milestones of running pilot sites past their day; the list shows their sites."""
	access.require_permission("Pilot Site", "report")
	return _card(
		figures.overdue_milestones(),
		"Pilot Site",
		{
			"workflow_state": ["in", list(figures.RUNNING_STATES)],
			"next_due_on": ["<", frappe.utils.nowdate()],
		},
	)


@endpoint()
def open_findings(filters: dict | list | str | None = None) -> dict:
	"""Findings that nobody closed yet; the list shows their visits."""
	access.require_permission("Site Visit", "report")
	return _card(figures.open_findings(), "Site Visit", {"open_findings": [">", 0]})


@endpoint()
def assessments_waiting_for_me(filters: dict | list | str | None = None) -> dict:
	"""Assessments that the user can decide on."""
	access.require_permission(ASSESSMENT, "report")
	others = ["!=", frappe.session.user]
	return _card(
		figures.assessments_waiting(),
		ASSESSMENT,
		{
			"workflow_state": ["in", review_states(ASSESSMENT)],
			"owner": others,
			"assessor": others,
			"submitted_by": others,
		},
	)


@endpoint(methods=["GET"])
def at_a_glance(site: str) -> dict:
	"""What the form of a site shows: state, ticks, visits, counts, decisions, pilot programmes."""
	access.require_permission("Service Site", "read", site)
	return reporting_dashboard.at_a_glance(site)


@endpoint(methods=["GET"])
def connections(doctype: str, name: str, items: Names | None = None) -> dict:
	"""Frappe's counts for the connections of a site's form, of what the user may see only."""
	access.require_permission("Service Site", "read", name)
	known = [item for item in items or () if frappe.db.exists("DocType", item)]
	answer = notifications.get_open_count("Service Site", name, known if items else None)
	return reporting_dashboard.badges(answer, name)


def _sites(state: str) -> dict:
	access.require_permission(ASSESSMENT, "report")
	return _card(
		figures.sites_in_state(state), "Service Site", {"status": "Active", "compliance_state": state}
	)


def _card(value: int, doctype: str, options: dict) -> dict:
	return {
		"value": value,
		"fieldtype": "Int",
		"route": ["List", doctype, "List"],
		"route_options": options,
	}
