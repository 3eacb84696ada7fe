"""What was recorded after the deadline, and what is about to be [L67 §11].

Three kinds of rows: records made later than the deadline, activities that ended without records past their
deadline (overdue), and those whose deadline is near. Records brought in from other systems are not counted.
"""

from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from volunteer_services.foundation import settings
from volunteer_services.foundation.domain.working_days import WorkCalendar, recording_deadline
from volunteer_services.foundation.reporting import period
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	is_checked,
	scope_note,
	summary,
	word,
)
from volunteer_services.service_records.reporting.where import log_where
from volunteer_services.service_records.services import limits
from volunteer_services.service_records.services.context import FOREIGN_SOURCES

LATE, OVERDUE, DUE_SOON = "Late Record", "Overdue Activity", "Due Soon"
KINDS = (LATE, OVERDUE, DUE_SOON)
WARNING_DAYS = limits.WARNING_DAYS
CHART_BARS = 20
NOT_RECORDED = limits.NOT_RECORDED


def late_records(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary), by team, the longest delay first."""
	rows = [*_late_logs(filters), *_open_activities(filters)]
	if filters.get("kind"):
		rows = [row for row in rows if row.kind == filters["kind"]]
	if not rows:
		return columns(), [], scope_note(), None, None
	rows.sort(key=lambda row: (row.team_name or "", -row.days_over, row.ended_on))
	chart, cards = _chart(rows), _cards(rows)
	for row in rows:
		row.kind = _(row.kind)
		row.is_make_up = _("Make-up Entry") if row.is_make_up else ""
		row.workflow_state = word(row.workflow_state, row.record_type)
		row.team_name = row.team_name or _("Unspecified")
	return columns(), rows, scope_note(), chart, cards


def days_over(deadline: date, day: date, calendar: WorkCalendar) -> int:
	"""Working days by which ``day`` is past the deadline; negative: working days that are left."""
	sign, first, last = (1, deadline, day) if day >= deadline else (-1, day, deadline)
	span = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
	return sign * sum(calendar.is_workday(each) for each in span)


class _Clock:
	"""Deadlines by the settings, each pair of days counted once."""

	def __init__(self) -> None:
		self.calendar, self.days = settings.work_calendar(), limits.recording_days()
		self._deadlines: dict[date, date] = {}
		self._over: dict[tuple[date, date], int] = {}

	def fill(self, row: frappe._dict, day: date) -> None:
		ended = row.ended_on
		if ended not in self._deadlines:
			self._deadlines[ended] = recording_deadline(ended, self.days, self.calendar).day
		row.deadline = self._deadlines[ended]
		pair = (row.deadline, day)
		if pair not in self._over:
			self._over[pair] = days_over(*pair, self.calendar)
		row.days_over = self._over[pair]


def _late_logs(filters: dict) -> list[frappe._dict]:
	where = log_where(filters, approved_only=False)
	where.add("{t}.`is_late` = 1 and {t}.`docstatus` < 2 and {t}.`workflow_state` <> 'Rejected'")
	where.add("{t}.`source` not in %(foreign)s", foreign=tuple(sorted(FOREIGN_SOURCES)))
	rows = fetch(
		f"""select 'Service Log' as record_type, `log`.`name` as record, `log`.`team`, `team`.`team_name`,
			coalesce(`activity`.`activity_name`, `project`.`project_name`) as title, `log`.`volunteer_name`,
			coalesce(`log`.`ends_on`, `log`.`service_date`) as ended_on, `log`.`recorded_on`,
			`log`.`workflow_state`, `log`.`is_make_up`, 1 as people
		from `tabService Log` as `log`
		left join `tabVolunteer Team` as `team` on `team`.`name` = `log`.`team`
		left join `tabService Activity` as `activity` on `activity`.`name` = `log`.`activity`
		left join `tabVolunteer Project` as `project` on `project`.`name` = `log`.`project`
		where {where.sql} order by `log`.`service_date`, `log`.`name`""",  # noqa: S608
		where.params,
	)
	clock = _Clock()
	for row in rows:
		row.kind, row.ended_on = LATE, getdate(row.ended_on)
		clock.fill(row, getdate(row.recorded_on))
	return rows


def _open_activities(filters: dict) -> list[frappe._dict]:
	"""Activities that ended and are not recorded, from WARNING_DAYS working days before the deadline on."""
	now = now_datetime()
	where = Where("Service Activity", "activity")
	where.within("ends_on", period.of_filters(filters), is_datetime=True)
	where.add(
		"{t}.`workflow_state` in %(not_recorded)s and {t}.`ends_on` < %(now)s", not_recorded=NOT_RECORDED
	)
	where.params["now"] = now
	for field, doctype in TREES.items():
		where.below(field, doctype, filters.get(field))
	where.equals(filters, "site", "recording_unit", "category", "project")
	if is_checked(filters, "is_make_up"):
		where.add("{t}.`is_make_up` = 1")
	rows = fetch(
		f"""select 'Service Activity' as record_type, `activity`.`name` as record, `activity`.`team`,
			`team`.`team_name`, `activity`.`activity_name` as title, `activity`.`ends_on` as ended_on,
			`activity`.`workflow_state`, `activity`.`is_make_up`, (
				select count(*) from `tabService Activity Participant` as `row`
				where `row`.`parent` = `activity`.`name` and coalesce(`row`.`service_log`, '') = ''
					and coalesce(`row`.`status`, '') <> 'Absent'
			) as people
		from `tabService Activity` as `activity`
		left join `tabVolunteer Team` as `team` on `team`.`name` = `activity`.`team`
		where {where.sql} order by `activity`.`ends_on`, `activity`.`name`""",  # noqa: S608
		where.params,
	)
	clock = _Clock()
	for row in rows:
		row.ended_on = getdate(row.ended_on)
		clock.fill(row, now.date())
		row.kind = OVERDUE if row.days_over > 0 else DUE_SOON
	return [row for row in rows if row.days_over >= -WARNING_DAYS]


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column("kind", _("Kind"), width=140),
		column("team_name", _("Team"), width=170, link_doctype="Volunteer Team", link_field="team"),
		column("title", _("Activity"), width=220),
		column("volunteer_name", _("Volunteer Name"), width=110),
		column("people", _("People", context="Late Records"), "Int", 90),
		column("ended_on", _("Ended On"), "Date", 110),
		column("deadline", _("Deadline"), "Date", 110),
		column("recorded_on", _("Recorded On"), "Datetime", 150),
		column("days_over", _("Working Days Over"), "Int", 150),
		column("is_make_up", _("Make-up Entry"), width=100),
		column("workflow_state", _("Current State"), width=140),
		column("record_type", _("Record Type"), width=120, hidden=1),
		column("record", _("Record"), "Dynamic Link", 150, options="record_type"),
	]


def _chart(rows: list) -> dict:
	teams: dict[str, dict[str, int]] = {}
	for row in rows:
		counts = teams.setdefault(row.team_name or _("Unspecified"), dict.fromkeys(KINDS, 0))
		counts[row.kind] += 1
	leading = sorted(teams, key=lambda team: (-sum(teams[team].values()), team))[:CHART_BARS]
	return bar_chart(leading, {_(kind): [teams[team][kind] for team in leading] for kind in KINDS}, "Int")


def _cards(rows: list) -> list[dict]:
	counts = {kind: sum(row.kind == kind for row in rows) for kind in KINDS}
	return summary(
		(_("Late Records"), counts[LATE]),
		(_("Overdue Activities"), counts[OVERDUE]),
		(_("Activities Due Soon"), counts[DUE_SOON]),
		(_("Teams"), len({row.team for row in rows})),
	)
