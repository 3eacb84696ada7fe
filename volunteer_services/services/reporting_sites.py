"""The sites at a glance: one row a site, for those who run or supervise sites."""

import frappe
from frappe import _

from volunteer_services.services import reporting_period
from volunteer_services.services.log_context import FOREIGN_SOURCES
from volunteer_services.services.reporting import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	hours,
	log_where,
	scope_note,
	summary,
	word,
)

WAITING = ("Pending Team Review", "Pending Site Review", "Pending District Review", "Pending City Review")
COUNTS = (
	"teams",
	"volunteers",
	"activities",
	"minutes",
	"participations",
	"waiting",
	"late",
)
CHART_BARS = 20


def overview(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary) of the sites in scope, by name."""
	rows = _fetch(filters)
	if not rows:
		return columns(), [], scope_note(), None, None
	for row in rows:
		for field in COUNTS:
			row[field] = int(row[field] or 0)
		row.hours = hours(row.minutes)
		row.site_type, row.status = word(row.site_type), word(row.status, "Service Site")
	total = frappe._dict({field: sum(row[field] for row in rows) for field in COUNTS})
	total.update(site_name=_("Totals"), hours=hours(total.minutes), bold=1)
	return columns(), [*rows, total], scope_note(), _chart(rows), _cards(rows, total)


def _site_where(filters: dict) -> Where:
	where = Where("Service Site", "site").equals(filters, "site_type", "status")
	where.below("region", TREES["region"], filters.get("region"))
	if filters.get("site"):
		where.add("{t}.`name` = %(site_name)s", site_name=filters["site"])
	return where


def _fetch(filters: dict) -> list[frappe._dict]:
	"""Every figure from its own scoped sub-query: one row a site each, so that nothing multiplies."""
	period = {key: filters.get(key) for key in ("period", "from_date", "to_date")}
	sites, served = _site_where(filters), log_where(period)
	waiting = Where("Service Log", "waiting").add("{t}.`workflow_state` in %(waiting)s", waiting=WAITING)
	late = Where("Service Log", "late").within("service_date", reporting_period.of_filters(period))
	late.add("{t}.`is_late` = 1 and {t}.`docstatus` < 2 and {t}.`workflow_state` <> 'Rejected'")
	late.add("{t}.`source` not in %(foreign)s", foreign=tuple(sorted(FOREIGN_SOURCES)))
	teams = Where("Volunteer Team", "team").add("{t}.`workflow_state` = 'Active'")
	people = Where("Volunteer Profile", "profile").add("{t}.`workflow_state` = 'Registered'")
	held = Where("Service Activity", "activity").add("{t}.`workflow_state` <> 'Called Off'")
	held.within("starts_on", reporting_period.of_filters(period), is_datetime=True)
	ever = Where("Service Log", "ever").add("{t}.`docstatus` = 1")
	params: dict = {}
	for where in (sites, served, waiting, late, teams, people, held, ever):
		params.update(where.params)
	return fetch(
		f"""select `site`.`name`, `site`.`site_name`, `site`.`site_type`, `site`.`status`, `site`.`region`,
			`region`.`region_name`, t.n as teams, p.n as volunteers, a.n as activities, s.minutes,
			s.participations, w.n as waiting, l.n as late, e.last_service
		from `tabService Site` as `site`
		left join `tabService Region` as `region` on `region`.`name` = `site`.`region`
		left join (select `team`.`site`, count(*) as n from `tabVolunteer Team` as `team`
			where {teams.sql} group by `team`.`site`) as t on t.`site` = `site`.`name`
		left join (select `home`.`site`, count(*) as n from `tabVolunteer Profile` as `profile`
			inner join `tabVolunteer Team` as `home` on `home`.`name` = `profile`.`primary_team`
			where {people.sql} group by `home`.`site`) as p on p.`site` = `site`.`name`
		left join (select `activity`.`site`, count(*) as n from `tabService Activity` as `activity`
			where {held.sql} group by `activity`.`site`) as a on a.`site` = `site`.`name`
		left join (select `log`.`site`, sum(`log`.`minutes`) as minutes, count(*) as participations
			from `tabService Log` as `log` where {served.sql} group by `log`.`site`) as s
			on s.`site` = `site`.`name`
		left join (select `waiting`.`site`, count(*) as n from `tabService Log` as `waiting`
			where {waiting.sql} group by `waiting`.`site`) as w on w.`site` = `site`.`name`
		left join (select `late`.`site`, count(*) as n from `tabService Log` as `late`
			where {late.sql} group by `late`.`site`) as l on l.`site` = `site`.`name`
		left join (select `ever`.`site`, max(`ever`.`service_date`) as last_service
			from `tabService Log` as `ever` where {ever.sql} group by `ever`.`site`) as e
			on e.`site` = `site`.`name`
		where {sites.sql} order by `site`.`site_name`, `site`.`name`""",  # noqa: S608
		params,
	)


def columns() -> list[dict]:
	"""The columns of the overview."""
	return [
		column("site_name", _("Service Site"), width=220, link_doctype="Service Site", link_field="name"),
		column("region_name", _("Region"), width=140, link_doctype="Service Region", link_field="region"),
		column("site_type", _("Site Type"), width=150),
		column("status", _("Status"), width=90),
		column("teams", _("Teams"), "Int", 80),
		column("volunteers", _("Registered Volunteers"), "Int", 180),
		column("activities", _("Activities"), "Int", 90),
		column("hours", _("Hours"), "Float", 100, precision=2),
		column("participations", _("Participations"), "Int", 120),
		column("waiting", _("Waiting for Review"), "Int", 140),
		column("late", _("Late Records"), "Int", 110),
		column("last_service", _("Last Service"), "Date", 120),
	]


def _chart(rows: list) -> dict:
	leading = sorted(rows, key=lambda row: (-row.minutes, row.site_name))[:CHART_BARS]
	return bar_chart([row.site_name for row in leading], {_("Hours"): [row.hours for row in leading]})


def _cards(rows: list, total: frappe._dict) -> list[dict]:
	return summary(
		(_("Service Sites"), len(rows)),
		(_("Hours"), total.hours),
		(_("Waiting for Review"), total.waiting),
		(_("Late Records"), total.late),
		(_("Sites Without Service"), sum(not row.participations for row in rows)),
	)
