"""The sites at a glance: one row a site, for those who run or supervise sites."""

import frappe
from frappe import _
from frappe.utils import cint, cstr, date_diff, getdate

from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation.reporting import period as reporting_period
from volunteer_services.foundation.reporting.query import (
	Where,
	bar_chart,
	column,
	fetch,
	hours,
	summary,
	word,
)
from volunteer_services.pilot_sites.domain import checklist
from volunteer_services.pilot_sites.reporting import standards
from volunteer_services.service_records.reporting.where import log_where
from volunteer_services.service_records.services.context import FOREIGN_SOURCES

WAITING = ("Pending Team Review", "Pending Site Review", "Pending District Review", "Pending City Review")
COUNTS = (
	"teams",
	"volunteers",
	"activities",
	"minutes",
	"participations",
	"waiting",
	"late",
	"open_findings",
)
CHART_BARS = 20


def overview(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary) of the sites in scope, by name.

	The ticks are those of one standard, as it stands today; the figures are those of the period.
	"""
	standard, today = standards.standard_of(filters), standards.day_of({})
	rows, message = _rows(filters, standard, today), standards.note(standard, today)
	if not rows:
		return columns(standard), [], message, None, None
	total = frappe._dict({field: sum(row[field] for row in rows) for field in COUNTS})
	total.update(site_name=_("Totals"), hours=hours(total.minutes), bold=1)
	for number, _item in enumerate(standard.items, start=1):
		total[f"tick_{number}"] = str(sum(row[f"tick_{number}"] == standards.MET for row in rows))
	return columns(standard), [*rows, total], message, _chart(rows), _cards(rows, total)


def _rows(filters: dict, standard: standards.Standard, today) -> list[frappe._dict]:
	where = standards.site_where(filters)
	known = standards.decided(where, standard, today)
	rows = []
	for row in _fetch(filters, where):
		row.update(known.get(row.name) or standards.not_assessed())
		rows.append(row)
	rows = _kept(rows, filters)
	answers = standards.ticks(rows)
	codes = [code for code, _title in standard.items]
	if filters.get("missing"):
		code = cstr(filters["missing"])
		if code not in codes:
			frappe.throw(
				_("{0} is no item of {1}. Its items are: {2}.").format(code, standard.name, ", ".join(codes)),
				ReportFilterError,
			)
		rows = [row for row in rows if (answers.get(row.assessment) or {}).get(code) is False]
	for row in rows:
		_finish(row, answers.get(row.assessment), codes, today)
	return rows


def _kept(rows: list[frappe._dict], filters: dict) -> list[frappe._dict]:
	"""Those in the state and with the last day of their certification that the filters ask for."""
	state, day = filters.get("state"), filters.get("lapses_by") and getdate(filters["lapses_by"])
	if state and state not in standards.STATES:
		frappe.throw(
			_("The state {0} is not known. Choose one of the list.").format(state), ReportFilterError
		)
	if state:
		rows = [row for row in rows if row.state == state]
	if day:
		rows = [
			row
			for row in rows
			if row.state == checklist.CERTIFIED and row.valid_until and row.valid_until <= day
		]
	return rows


def _finish(row: frappe._dict, answers: dict[str, bool] | None, codes: list[str], today) -> None:
	for field in COUNTS:
		row[field] = int(row[field] or 0)
	row.hours = hours(row.minutes)
	row.site_type, row.status = word(row.site_type), word(row.status, "Service Site")
	row.state_word = standards.state_word(row.state)
	row.met = cint(row.met_count) if row.assessment else None
	for number, code in enumerate(codes, start=1):
		row[f"tick_{number}"] = standards.mark(answers, code)
	row.days_since_visit = date_diff(today, row.last_visit) if row.last_visit else None


def _fetch(filters: dict, sites: Where) -> list[frappe._dict]:
	"""Every figure from its own scoped sub-query: one row a site each, so that nothing multiplies."""
	period = {key: filters.get(key) for key in ("period", "from_date", "to_date")}
	served = log_where(period)
	waiting = Where("Service Log", "waiting").add("{t}.`workflow_state` in %(waiting)s", waiting=WAITING)
	late = Where("Service Log", "late").within("service_date", reporting_period.of_filters(period))
	late.add("{t}.`is_late` = 1 and {t}.`docstatus` < 2 and {t}.`workflow_state` <> 'Rejected'")
	late.add("{t}.`source` not in %(foreign)s", foreign=tuple(sorted(FOREIGN_SOURCES)))
	teams = Where("Volunteer Team", "team").add("{t}.`workflow_state` = 'Active'")
	people = Where("Volunteer Profile", "profile").add("{t}.`workflow_state` = 'Registered'")
	held = Where("Service Activity", "activity").add("{t}.`workflow_state` <> 'Called Off'")
	held.within("starts_on", reporting_period.of_filters(period), is_datetime=True)
	ever = Where("Service Log", "ever").add("{t}.`docstatus` = 1")
	visits = Where("Site Visit", "visit").add("{t}.`status` = 'Visited'")
	params: dict = {}
	for where in (sites, served, waiting, late, teams, people, held, ever, visits):
		params.update(where.params)
	return fetch(
		f"""select `site`.`name`, `site`.`site_name`, `site`.`site_type`, `site`.`status`, `site`.`region`,
			`region`.`region_name`, t.n as teams, p.n as volunteers, a.n as activities, s.minutes,
			s.participations, w.n as waiting, l.n as late, e.last_service,
			v.open_findings, v.last_visit
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
		left join (select `visit`.`service_site`, sum(`visit`.`open_findings`) as open_findings,
				max(`visit`.`visited_on`) as last_visit
			from `tabSite Visit` as `visit` where {visits.sql} group by `visit`.`service_site`) as v
			on v.`service_site` = `site`.`name`
		where {sites.sql} order by `site`.`site_name`, `site`.`name`""",  # noqa: S608
		params,
	)


def columns(standard: standards.Standard) -> list[dict]:
	"""The columns of the overview; one for each item of the standard."""
	assessment = {"link_doctype": "Site Assessment", "link_field": "assessment"}
	return [
		column("site_name", _("Service Site"), width=220, link_doctype="Service Site", link_field="name"),
		column("region_name", _("Region"), width=110, link_doctype="Service Region", link_field="region"),
		column("state_word", _("State by the Standard"), width=100, is_state=1),
		column("valid_until", _("Certified Until"), "Date", 110),
		*(
			column(f"tick_{number}", title, width=max(70, 14 * len(title) + 24), is_tick=1)
			for number, (_code, title) in enumerate(standard.items, start=1)
		),
		column("met", _("Items Met"), "Int", 90, **assessment),
		column("site_type", _("Site Type"), width=150),
		column("status", _("Status"), width=90),
		column("open_findings", _("Open Findings"), "Int", 110),
		column("days_since_visit", _("Days Since the Last Visit"), "Int", 130),
		column("waiting", _("Waiting for Review"), "Int", 120),
		column("late", _("Late Records"), "Int", 110),
		column("teams", _("Teams"), "Int", 80),
		column("volunteers", _("Registered Volunteers"), "Int", 140),
		column("activities", _("Activities"), "Int", 90),
		column("hours", _("Hours"), "Float", 100, precision=2),
		column("participations", _("Participations"), "Int", 120),
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
		(_("Certified Sites"), sum(row.state == checklist.CERTIFIED for row in rows)),
		(_("Open Findings"), total.open_findings),
	)
