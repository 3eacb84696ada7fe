"""People on the lists of activities with risk whom no insurance covers on the day [REG §17]."""

from collections import Counter

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	scope_note,
	summary,
)
from volunteer_services.volunteer_readiness.domain import reasons
from volunteer_services.volunteer_readiness.domain.gates import SERVICE
from volunteer_services.volunteer_readiness.services import covered

CHART_BARS = 20
# Whoever holds a place, or stands on the roll-call; once a person and day.
_PEOPLE = """select `activity`, `volunteer`, `volunteer_name`, min(`starts_on`) as starts_on
	from (
		select `activity`, `volunteer`, `volunteer_name`, `starts_on` from `tabActivity Sign Up`
		where `status` in ('Signed Up', 'Offered', 'Confirmed', 'Attended', 'Left Early')
			and `starts_on` >= %(day)s
		union all
		select `listed`.`parent`, `listed`.`volunteer`, `listed`.`volunteer_name`,
			coalesce(`listed`.`starts_on`, `held`.`starts_on`)
		from `tabService Activity Participant` as `listed`
		inner join `tabService Activity` as `held` on `held`.`name` = `listed`.`parent`
		where `held`.`ends_on` >= %(day)s and coalesce(`listed`.`starts_on`, `held`.`starts_on`) >= %(day)s
			and `listed`.`parenttype` = 'Service Activity' and coalesce(`listed`.`status`, '') <> 'Absent'
			and coalesce(`listed`.`volunteer`, '') <> ''
	) as `both_lists`
	group by `activity`, `volunteer`, `volunteer_name`, cast(`starts_on` as date)"""
_REASONS = {
	covered.NOT_COVERED: reasons.InsuranceReason(SERVICE),
	covered.NOT_CONFIRMED: reasons.InsurancePlannedReason(SERVICE),
}


def uninsured(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): one row a person, activity and day, from today or another
	day on."""
	people = at_risk(filters)
	rows = lacking(people)
	cards = summary(
		(_("People in Activities with Risk"), len(people)),
		(_("Uninsured"), len(rows)),
		(_("Activities"), len({row.activity for row in rows})),
	)
	return columns(), rows, scope_note(), _chart(rows), cards if people else None


def at_risk(filters: dict) -> list[frappe._dict]:
	"""Everybody on the lists of activities with risk in the reader's scope, in the order of the days."""
	where = Where("Service Activity", "activity")
	where.add("{t}.`workflow_state` not in ('Called Off', 'Recorded')")
	where.below("region", TREES["region"], filters.get("region"))
	where.below("team", TREES["team"], filters.get("team"))
	return fetch(
		f"""select `activity`.`name` as activity, `activity`.`activity_name`, `row`.`starts_on`,
			`project`.`project_name`, `project`.`name` as project, `row`.`volunteer`, `row`.`volunteer_name`
		from `tabService Activity` as `activity`
		inner join `tabVolunteer Project` as `project` on `project`.`name` = `activity`.`project`
			and (`project`.`is_risky` = 1 or `project`.`is_rescue` = 1)
		inner join ({_PEOPLE}) as `row` on `row`.`activity` = `activity`.`name`
		where {where.sql} order by `row`.`starts_on`, `activity`.`name`, `row`.`volunteer_name`""",  # noqa: S608
		{**where.params, "day": getdate(filters.get("day") or nowdate())},
	)


def lacking(people: list[frappe._dict]) -> list[frappe._dict]:
	"""Those of the rows whom nothing covers on their day, each with the reason as ``problem``."""
	found = covered.uninsured(map(_service, people))
	rows = [row for row in people if _service(row) in found]
	for row in rows:
		row.problem = _REASONS[found[_service(row)]].localised(_)
	return rows


def _service(row: frappe._dict) -> covered.Service:
	return covered.Service(row.volunteer, row.activity, getdate(row.starts_on))


def _chart(rows: list[frappe._dict]) -> dict | None:
	"""Uninsured people by activity, the next one first."""
	if not rows:
		return None
	names = {row.activity: row.activity_name for row in rows}
	counts = Counter(row.activity for row in rows)
	shown = list(names)[:CHART_BARS]
	return bar_chart(
		[names[activity] for activity in shown],
		{_("Uninsured"): [counts[activity] for activity in shown]},
		"Int",
	)


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column("starts_on", _("Starts On"), "Datetime", 180),
		column(
			"activity_name", _("Activity"), width=220, link_doctype="Service Activity", link_field="activity"
		),
		column(
			"project_name", _("Project"), width=200, link_doctype="Volunteer Project", link_field="project"
		),
		column(
			"volunteer_name",
			_("Name of Person"),
			width=120,
			link_doctype="Volunteer Profile",
			link_field="volunteer",
		),
		column("problem", _("Insurance"), width=380),
	]
