"""The service ledger 台帐: every record with what [L67 §7] asks for."""

import frappe
from frappe import _

from volunteer_services.foundation.reporting.query import (
	bar_chart,
	column,
	fetch,
	hours,
	is_checked,
	scope_note,
	summary,
	word,
)
from volunteer_services.service_records.reporting.where import log_where

OPEN_STATES = (
	"Draft",
	"Awaiting Registration",
	"Pending Team Review",
	"Pending Site Review",
	"Pending District Review",
	"Pending City Review",
	"Returned",
)
STATES = ("Approved", *OPEN_STATES, "Rejected", "Cancelled")


def ledger(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary). Approved records, unless the filters name another state."""
	rows = _fetch(filters)
	if not rows:
		return columns(), [], scope_note(), None, None
	minutes = sum(row.minutes for row in rows)
	for row in rows:
		row.hours = hours(row.minutes)
		row.activity_name = row.activity_name or row.project_name
		row.recipient_group = _(row.recipient_group) if row.recipient_group else ""
		row.rating = str(row.rating) if row.rating else ""
		row.is_late = _("Late") if row.is_late else ""
		row.is_make_up = _("Make-up Entry") if row.is_make_up else ""
		row.workflow_state = word(row.workflow_state, "Service Log")
	total = frappe._dict(activity_name=_("Totals"), hours=hours(minutes), bold=1)
	return columns(), [*rows, total], scope_note(), _chart(rows), _cards(rows, minutes)


def _fetch(filters: dict) -> list[frappe._dict]:
	state = filters.get("workflow_state") or "Approved"
	where = log_where(filters, approved_only=False)
	if state == "Open":
		where.add("{t}.`workflow_state` in %(open_states)s", open_states=OPEN_STATES)
	elif state != "All":
		where.equals({"workflow_state": state}, "workflow_state")
	if is_checked(filters, "is_late"):
		where.add("{t}.`is_late` = 1")
	return fetch(
		f"""select `log`.`name`, `log`.`service_date`, `log`.`activity`, `activity`.`activity_name`,
			`log`.`project`, `project`.`project_name`, `log`.`volunteer`, `log`.`volunteer_name`,
			`log`.`location`, `log`.`service_content`, `log`.`minutes`, `log`.`team`, `team`.`team_name`,
			`unit`.`unit_name`, `log`.`activity_leader`, `log`.`recipient_group`, `log`.`people_served`,
			`log`.`rating`, coalesce(`recorder`.`full_name`, `log`.`recorder`) as recorder,
			`log`.`recorded_on`, `log`.`is_late`, `log`.`is_make_up`, `log`.`workflow_state`
		from `tabService Log` as `log`
		left join `tabService Activity` as `activity` on `activity`.`name` = `log`.`activity`
		left join `tabVolunteer Project` as `project` on `project`.`name` = `log`.`project`
		left join `tabVolunteer Team` as `team` on `team`.`name` = `log`.`team`
		left join `tabRecording Unit` as `unit` on `unit`.`name` = `log`.`recording_unit`
		left join `tabUser` as `recorder` on `recorder`.`name` = `log`.`recorder`
		where {where.sql}
		order by `log`.`service_date`, `log`.`activity`, `log`.`volunteer_name`, `log`.`name`""",  # noqa: S608
		where.params,
	)


def columns() -> list[dict]:
	"""The columns of the ledger."""
	return [
		column("service_date", _("Service Date"), "Date", 110),
		column(
			"activity_name", _("Activity"), width=200, link_doctype="Volunteer Project", link_field="project"
		),
		column("location", _("Service Location"), width=150),
		column("service_content", _("Service Content"), width=220),
		column("hours", _("Hours"), "Float", 80, precision=2),
		column(
			"volunteer_name",
			_("Volunteer Name"),
			width=110,
			link_doctype="Volunteer Profile",
			link_field="volunteer",
		),
		column("volunteer", _("Volunteer No."), width=130),
		column("team_name", _("Team"), width=150, link_doctype="Volunteer Team", link_field="team"),
		column("unit_name", _("Recording Unit"), width=180),
		column("activity_leader", _("Activity Leader"), width=110),
		column("recipient_group", _("Recipient Group"), width=120),
		column("people_served", _("People Served"), "Int", 110),
		column("rating", _("Rating"), width=70),
		column("recorder", _("Recorded By"), width=110),
		column("recorded_on", _("Recorded On"), "Datetime", 150),
		column("is_late", _("Late"), width=70),
		column("is_make_up", _("Make-up Entry"), width=100),
		column("workflow_state", _("Current State"), width=130),
		column("name", _("Record"), "Link", 130, options="Service Log"),
	]


def _chart(rows: list) -> dict:
	minutes: dict[str, int] = {}
	for row in rows:
		month = f"{row.service_date:%Y-%m}"
		minutes[month] = minutes.get(month, 0) + row.minutes
	months = sorted(minutes)
	return bar_chart(months, {_("Hours"): [hours(minutes[month]) for month in months]})


def _cards(rows: list, minutes: int) -> list[dict]:
	return summary(
		(_("Records"), len(rows)),
		(_("Hours"), hours(minutes)),
		(_("Volunteers"), len({row.volunteer for row in rows})),
		(_("Late Records"), sum(bool(row.is_late) for row in rows)),
	)
