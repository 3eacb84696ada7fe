"""Who was expected and did not come, for those who organise: never for the public [REG §22].

Counted are sign-ups of the reader's scope whose shift has begun. Who was excused was expected and has missed
nothing; who withdrew late stands apart.
"""

from __future__ import annotations

from collections import Counter

import frappe
from frappe import _
from frappe.utils import cint, now_datetime

from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation.reporting.period import of_filters
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	scope_note,
	share,
	summary,
)
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP

VOLUNTEERS, TEAMS = "Volunteers", "Teams"
CHART_BARS = 20
_COUNTED = ("confirmed", "attended", "excused", "late_cancelled", "no_shows")
_COUNTS = """
	sum(`sign_up`.`status` in ('Confirmed', 'Attended', 'Left Early', 'Excused', 'No Show')) as confirmed,
	sum(`sign_up`.`status` in ('Attended', 'Left Early')) as attended,
	sum(`sign_up`.`status` = 'Excused') as excused,
	sum(`sign_up`.`status` = 'Withdrawn' and `sign_up`.`is_late_cancel` = 1) as late_cancelled,
	sum(`sign_up`.`status` = 'No Show') as no_shows,
	max(case when `sign_up`.`status` = 'No Show' then cast(`sign_up`.`starts_on` as date) end) as last_day"""


def no_shows(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): who did not come most often first. ``least``: people are
	shown from so many no-shows on, 1 unless told otherwise; the figures above count all."""
	kind = filters.get("rows") or VOLUNTEERS
	if kind not in (VOLUNTEERS, TEAMS):
		frappe.throw(_("Rows {0} are not known. Choose one of the list.").format(kind), ReportFilterError)
	found = _rows(filters, kind)
	if not found:
		return columns(kind), [], scope_note(), None, None
	total = _figures(frappe._dict({field: sum(row[field] for row in found) for field in _COUNTED}))
	least = max(cint(filters.get("least")), 1) if kind == VOLUNTEERS else 0
	rows = [row for row in found if row.no_shows >= least]
	return columns(kind), rows, scope_note(), _chart(rows, kind), _cards(found, total, kind)


def _rows(filters: dict, kind: str) -> list[frappe._dict]:
	where = Where(SIGN_UP, "sign_up").within("starts_on", of_filters(filters), is_datetime=True)
	where.add("{t}.`starts_on` <= %(now)s", now=now_datetime())
	for field, doctype in TREES.items():
		where.below(field, doctype, filters.get(field))
	by, named = {
		VOLUNTEERS: ("`sign_up`.`volunteer`", "max(`sign_up`.`volunteer_name`)"),
		TEAMS: ("`sign_up`.`team`", "max(`team`.`team_name`)"),
	}[kind]
	rows = fetch(
		f"""select {by} as who, {named} as label, {_COUNTS} from `tabActivity Sign Up` as `sign_up`
		left join `tabVolunteer Team` as `team` on `team`.`name` = `sign_up`.`team`
		where {where.sql} group by {by}""",  # noqa: S608 (our conditions)
		where.params,
	)
	rows = [_figures(row) for row in rows if row.confirmed or row.late_cancelled]
	return sorted(rows, key=lambda row: (-row.no_shows, -row.rate, row.label))


def _figures(row: frappe._dict) -> frappe._dict:
	for field in _COUNTED:
		row[field] = cint(row[field])
	row.label = row.label or _("Unspecified")
	row.rate = share(row.no_shows, row.attended + row.no_shows)
	return row


def columns(kind: str) -> list[dict]:
	"""The columns of the report; the number of no-shows leads to the sign-ups."""
	if kind == VOLUNTEERS:
		who = column(
			"label", _("Name of Person"), width=140, link_doctype="Volunteer Profile", link_field="who"
		)
	else:
		who = column("label", _("Team"), width=220, link_doctype="Volunteer Team", link_field="who")
	leads = {
		"list_doctype": SIGN_UP,
		"list_from": {"volunteer" if kind == VOLUNTEERS else "team": "who"},
		"list_to": {"status": "No Show"},
	}
	return [
		who,
		column("confirmed", _("Was Expected"), "Int", 100),
		column("attended", _("Came"), "Int", 100),
		column("excused", _("Excused"), "Int", 100),
		column("no_shows", _("No-shows"), "Int", 100, **leads),
		column("rate", _("No-shows (%)"), "Percent", 120),
		column("late_cancelled", _("Withdrew Late"), "Int", 120),
		column("last_day", _("Last No-show"), "Date", 130),
	]


def _chart(rows: list[frappe._dict], kind: str) -> dict | None:
	"""Teams by name; of people only how many there are: a chart is looked at by more than one."""
	if not any(row.no_shows for row in rows):
		return None
	if kind == TEAMS:
		shown = [row for row in rows if row.no_shows][:CHART_BARS]
		return bar_chart(
			[row.label for row in shown], {_("No-shows"): [row.no_shows for row in shown]}, "Int"
		)
	people = Counter(row.no_shows for row in rows)
	times = sorted(people)
	return bar_chart(
		[_("{0} times").format(number) for number in times],
		{_("Volunteers"): [people[number] for number in times]},
		"Int",
	)


def _cards(found: list[frappe._dict], total: frappe._dict, kind: str) -> list[dict]:
	cards = [
		(_("Was Expected"), total.confirmed),
		(_("No-shows"), total.no_shows),
		(_("No-shows (%)"), total.rate),
	]
	limit = cint(settings().no_show_limit)
	if kind == VOLUNTEERS and limit:
		often = sum(row.no_shows >= limit for row in found)
		cards.append((_("Volunteers with {0} or More No-shows").format(limit), often))
	return summary(*cards)
