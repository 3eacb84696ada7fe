"""What the card and the file card of a volunteer show beyond the file itself. Jinja method of hooks.py."""

import frappe

from volunteer_services.foundation.access import require_permission
from volunteer_services.volunteer_registry.services.sites import current_recording_unit

LAST_LOGS = 20
LOG_FIELDS = (
	"service_date",
	"service_content",
	"location",
	"minutes",
	"workflow_state",
	"recording_unit",
	"project",
)


def volunteer_print_data(doc) -> dict:
	"""Team, site, recording unit, memberships, stars and the last approved records that the user may see.

	The document may have come in with a request; what is read here is that of the stored file.
	"""
	require_permission("Volunteer Profile", "read", doc.name)
	team = _row("Volunteer Team", doc.primary_team, ["team_name", "team_level", "site"])
	site = _row("Service Site", team.site, ["site_name", "contact_phone"])
	unit = current_recording_unit(team.site) if team.site else None
	return {
		"team": team,
		"site": site,
		"unit": _row("Recording Unit", unit, ["unit_name", "phone"]),
		"region": _row("Service Region", doc.region, ["region_name"]),
		"memberships": _memberships(doc.name),
		"stars": _stars(doc.name),
		"logs": _logs(doc.name),
	}


def _row(doctype: str, name: str | None, fields: list[str]) -> frappe._dict:
	row = frappe.db.get_value(doctype, name, fields, as_dict=True) if name else None
	return row or frappe._dict()


def _memberships(volunteer: str) -> list[frappe._dict]:
	rows = frappe.get_all(
		"Team Membership",
		filters={"volunteer": volunteer},
		fields=["team", "role", "joined_on", "left_on"],
		order_by="joined_on",
		limit=20,
	)
	names = _titles("Volunteer Team", "team_name", {row.team for row in rows})
	for row in rows:
		row.team_name = names.get(row.team, row.team)
	return rows


def _stars(volunteer: str) -> list[frappe._dict]:
	return frappe.get_all(
		"Star Award",
		filters={"volunteer": volunteer, "status": "Granted"},
		fields=["star", "title", "awarded_on", "certificate_no"],
		order_by="star",
		limit=20,
	)


def _logs(volunteer: str) -> list[frappe._dict]:
	rows = frappe.get_list(
		"Service Log",
		filters={"volunteer": volunteer, "docstatus": 1},
		fields=list(LOG_FIELDS),
		order_by="service_date desc",
		limit=LAST_LOGS,
	)
	units = _titles("Recording Unit", "unit_name", {row.recording_unit for row in rows if row.recording_unit})
	projects = _titles("Volunteer Project", "project_name", {row.project for row in rows if row.project})
	for row in rows:
		row.unit_name = units.get(row.recording_unit, "")
		row.project_name = projects.get(row.project, "")
	return rows


def _titles(doctype: str, field: str, names: set[str]) -> dict[str, str]:
	if not names:
		return {}
	rows = frappe.get_all(
		doctype, filters={"name": ["in", list(names)]}, fields=["name", field], order_by="name"
	)
	return {row.name: row[field] for row in rows}
