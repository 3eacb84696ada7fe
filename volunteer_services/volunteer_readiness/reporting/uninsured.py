"""People on the lists of activities with risk whom no insurance covers on the day [REG §17]."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	column,
	fetch,
	scope_note,
	summary,
)
from volunteer_services.volunteer_readiness.domain.gates import SERVICE, Conditions
from volunteer_services.volunteer_readiness.services import gates

_CODES = {"insurance", "insurance_planned"}
# Whoever holds a place, or stands on the roll-call; once a person and day.
_PEOPLE = """select `activity`, `volunteer`, `volunteer_name`, min(`starts_on`) as starts_on
	from (
		select `activity`, `volunteer`, `volunteer_name`, `starts_on` from `tabActivity Sign Up`
		where `status` in ('Signed Up', 'Offered', 'Confirmed', 'Attended', 'Left Early')
		union all
		select `listed`.`parent`, `listed`.`volunteer`, `listed`.`volunteer_name`,
			coalesce(`listed`.`starts_on`, `held`.`starts_on`)
		from `tabService Activity Participant` as `listed`
		inner join `tabService Activity` as `held` on `held`.`name` = `listed`.`parent`
		where `listed`.`parenttype` = 'Service Activity' and coalesce(`listed`.`status`, '') <> 'Absent'
			and coalesce(`listed`.`volunteer`, '') <> ''
	) as `both_lists`
	group by `activity`, `volunteer`, `volunteer_name`, cast(`starts_on` as date)"""


def uninsured(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): one row a person and activity, from today or a day on."""
	people = _people(filters)
	rows = [row for row in people if _is_lacking(row)]
	cards = summary(
		(_("People in Activities with Risk"), len(people)),
		(_("Uninsured"), len(rows)),
		(_("Activities"), len({row.activity for row in rows})),
	)
	return columns(), rows, scope_note(), None, cards if people else None


def _people(filters: dict) -> list[frappe._dict]:
	where = Where("Service Activity", "activity")
	where.add("{t}.`starts_on` >= %(day)s", day=getdate(filters.get("day") or nowdate()))
	where.add("{t}.`workflow_state` not in ('Called Off', 'Recorded')")
	where.below("region", TREES["region"], filters.get("region"))
	where.below("team", TREES["team"], filters.get("team"))
	rows = fetch(
		f"""select `activity`.`name` as activity, `activity`.`activity_name`, `row`.`starts_on`,
			`project`.`project_name`, `project`.`name` as project, `row`.`volunteer`, `row`.`volunteer_name`
		from `tabService Activity` as `activity`
		inner join `tabVolunteer Project` as `project` on `project`.`name` = `activity`.`project`
			and (`project`.`is_risky` = 1 or `project`.`is_rescue` = 1)
		inner join ({_PEOPLE}) as `row` on `row`.`activity` = `activity`.`name`
		where {where.sql} order by `row`.`starts_on`, `activity`.`name`, `row`.`volunteer_name`""",  # noqa: S608
		where.params,
	)
	_judge(rows)
	return rows


def _judge(rows: list[frappe._dict]) -> None:
	"""The reasons of each row, asked once an activity."""
	lists: dict[tuple, list[frappe._dict]] = defaultdict(list)
	for row in rows:
		lists[(row.activity, getdate(row.starts_on))].append(row)
	for (activity, day), people in lists.items():
		asked = Conditions(insurance=(SERVICE,), activity=activity)
		found = gates.why_not_many([row.volunteer for row in people], asked, day)
		for row in people:
			row.lacks = [reason for reason in found[row.volunteer] if reason["code"] in _CODES]


def _is_lacking(row: frappe._dict) -> bool:
	row.problem = row.lacks[0]["message"] if row.lacks else ""
	return bool(row.lacks)


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column("starts_on", _("Starts On"), "Datetime", 150),
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
