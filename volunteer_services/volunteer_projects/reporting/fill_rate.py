"""How far the places of activities were filled, and who of those who were sure to come came: by project,
team, site or month.

What nobody signed up for is no recruitment: make-up entries, and activities whose people stand in the list
alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cstr, getdate

from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation.reporting.period import of_filters
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	column,
	scope_note,
	summary,
)
from volunteer_services.volunteer_projects.reporting import places

COUNTED_STATES = ("Published", "Completed", "Recorded")
CHART_BARS = 20
_RECRUITED = """`activity`.`is_make_up` = 0 and `activity`.`workflow_state` in %(counted_states)s
	and (exists (select 1 from `tabActivity Sign Up` as `asked` where `asked`.`activity` = `activity`.`name`)
		or not exists (select 1 from `tabService Activity Participant` as `listed`
			where `listed`.`parent` = `activity`.`name` and `listed`.`parenttype` = 'Service Activity'))"""


@dataclass(frozen=True)
class Rows:
	"""What a row stands for: the key and the label of a shift, and the DocType that the key names."""

	key: Callable[[frappe._dict], str]
	label: str
	doctype: str | None = None


def _month(row: frappe._dict) -> str:
	return f"{row.starts_on:%Y-%m}"


ROWS = {
	"Project": Rows(lambda row: cstr(row.project), "project_name", "Volunteer Project"),
	"Team": Rows(lambda row: cstr(row.team), "team_name", "Volunteer Team"),
	"Site": Rows(lambda row: cstr(row.site), "site_name", "Service Site"),
	"Month": Rows(_month, ""),
}


def fill_rate(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): the emptiest first, months in their order."""
	kind = filters.get("rows") or "Project"
	if kind not in ROWS:
		frappe.throw(_("Rows {0} are not known. Choose one of the list.").format(kind), ReportFilterError)
	shifts = places.of_shifts(_where(filters))
	if not shifts:
		return columns(kind), [], scope_note(), None, None
	rows = _grouped(shifts, kind)
	total = frappe._dict(places.summed(shifts), label=_("Totals"), bold=1, activities=_activities(shifts))
	return columns(kind), [*rows, total], scope_note(), _chart(rows), _cards(total)


def _where(filters: dict) -> Where:
	where = Where(places.SHIFT, "shift").within("starts_on", of_filters(filters), is_datetime=True)
	where.add(_RECRUITED, counted_states=COUNTED_STATES)
	for field, doctype in TREES.items():
		where.below(field, doctype, filters.get(field))
	if filters.get("project"):
		where.add("`activity`.`project` = %(project)s", project=filters["project"])
	return where


def _grouped(shifts: list[frappe._dict], kind: str) -> list[frappe._dict]:
	rule = ROWS[kind]
	groups: dict[str, list[frappe._dict]] = defaultdict(list)
	for row in shifts:
		groups[rule.key(row)].append(row)
	rows = [_row(rule, key, members) for key, members in groups.items()]
	if kind == "Month":
		return sorted(rows, key=lambda row: row.key)
	return sorted(rows, key=lambda row: (row.fill_rate is None, row.fill_rate, -row.needed, row.label))


def _row(rule: Rows, key: str, members: list[frappe._dict]) -> frappe._dict:
	row = frappe._dict(places.summed(members), key=key, activities=_activities(members))
	row.label = (members[0][rule.label] if rule.label else key) or _("Unspecified")
	days = [getdate(shift.begins) for shift in members]
	row.between = f'["between", ["{min(days)}", "{max(days)}"]]'
	return row


def _activities(shifts: list[frappe._dict]) -> int:
	return len({row.activity for row in shifts})


def columns(kind: str) -> list[dict]:
	"""The columns of the report; the number of activities leads to their list."""
	heads = {"Project": _("Project"), "Team": _("Team"), "Site": _("Service Site"), "Month": _("Month")}
	leads = {"link_doctype": ROWS[kind].doctype, "link_field": "key"} if ROWS[kind].doctype else {}
	listed = {"starts_on": "between"} | ({} if kind == "Month" else {kind.lower(): "key"})
	return [
		column("label", heads[kind], width=220, **leads),
		column(
			"activities",
			_("Activities"),
			"Int",
			100,
			list_doctype="Service Activity",
			list_from=listed,
		),
		column("needed", _("Places Needed"), "Int", 110),
		column("held", _("Signed Up"), "Int", 100),
		column("fill_rate", _("Places Filled (%)"), "Percent", 130),
		column("confirmed", _("Confirmed", context="Activity Sign Up"), "Int", 100),
		column("present", _("Came"), "Int", 100),
		column("attendance_rate", _("Attendance (%)"), "Percent", 130),
		column("waiting", _("Waiting"), "Int", 90),
	]


def _chart(rows: list[frappe._dict]) -> dict:
	return places.chart([(row.label, row) for row in rows if row.needed][:CHART_BARS])


def _cards(total: frappe._dict) -> list[dict]:
	cards = [
		(_("Places Needed"), total.needed),
		(_("Places Filled (%)"), total.fill_rate),
		(_("Came"), total.present),
		(_("Attendance (%)"), total.attendance_rate),
	]
	return summary(*((label, value) for label, value in cards if value is not None))
