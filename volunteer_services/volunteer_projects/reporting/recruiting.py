"""Activities to come that one can sign up for, or will be able to: places left, by the day."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.utils import cint, cstr, format_datetime, get_datetime, now_datetime

from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	column,
	is_checked,
	scope_note,
	summary,
	word,
)
from volunteer_services.volunteer_projects.reporting import places

DAYS = 30
MOST_DAYS = 366
CHART_BARS = 31
_OPEN = """`activity`.`workflow_state` = 'Published' and `activity`.`is_make_up` = 0
	and (`activity`.`sign_up_until` is null or `activity`.`sign_up_until` >= %(now)s)"""


def recruiting(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): one row an activity, in the order of their next shift."""
	now = now_datetime()
	shifts = to_come(now, cint(filters.get("days")) or DAYS, filters)
	rows = _rows(shifts, now)
	if is_checked(filters, "with_places"):
		rows = [row for row in rows if row.level != "No Places Left"]
		shown = {row.activity for row in rows}
		shifts = [shift for shift in shifts if shift.activity in shown]
	if not rows:
		return columns(), [], scope_note(), None, None
	return columns(), rows, scope_note(), _chart(shifts), _cards(rows, shifts)


def to_come(now: datetime, days: int, filters: dict) -> list[frappe._dict]:
	"""The shifts of the next days that one can sign up for, or will be able to, in the reader's scope."""
	where = _open(now).add(
		"{t}.`starts_on` <= %(last)s", last=now + timedelta(days=min(max(days, 1), MOST_DAYS))
	)
	for field, doctype in TREES.items():
		where.below(field, doctype, filters.get(field))
	return places.of_shifts(where)


def of_activities(now: datetime, names: list[str]) -> list[frappe._dict]:
	"""The same rows as the report's for these activities alone."""
	if not names:
		return []
	where = _open(now).add("{t}.`activity` in %(names)s", names=tuple(names))
	return _rows(places.of_shifts(where), now)


def _open(now: datetime) -> Where:
	return Where(places.SHIFT, "shift").add("{t}.`starts_on` > %(now)s", now=now).add(_OPEN)


def _rows(shifts: list[frappe._dict], now: datetime) -> list[frappe._dict]:
	groups: dict[str, list[frappe._dict]] = defaultdict(list)
	for shift in shifts:
		groups[shift.activity].append(shift)
	return [_row(members, now) for members in groups.values()]


def _row(members: list[frappe._dict], now: datetime) -> frappe._dict:
	row = frappe._dict(members[0], **places.summed(members), shifts=len(members))
	row.level = row.state = places.level(members)
	row.level_word = _(row.level)
	row.window = _window(row, now)
	row.audience = word(cstr(row.audience) or "Public", "Service Activity")
	if not all(shift.needed for shift in members):
		# Where one shift takes anybody, nobody can say how many are missing.
		row.needed = row.needed or None
		row.left = row.left or None
	return row


def _window(row: frappe._dict, now: datetime) -> str:
	if row.sign_up_from and get_datetime(row.sign_up_from) > now:
		return _("Opens on {0}").format(format_datetime(row.sign_up_from))
	if row.sign_up_until:
		return _("Open until {0}").format(format_datetime(row.sign_up_until))
	return _("Open until it begins")


def columns() -> list[dict]:
	"""The columns of the report; the places taken lead to the sign-ups."""
	return [
		column("starts_on", _("Starts On"), "Datetime", 180),
		column(
			"activity_name", _("Activity"), width=220, link_doctype="Service Activity", link_field="activity"
		),
		column("level_word", _("Recruitment State"), width=110, is_state=1),
		column("needed", _("Places Needed"), "Int", 100),
		column(
			"held",
			_("Places Taken"),
			"Int",
			100,
			list_doctype="Activity Sign Up",
			list_from={"activity": "activity"},
		),
		column("left", _("Places Still Free"), "Int", 100),
		column("waiting", _("Waiting"), "Int", 90),
		column("window", _("Sign-up"), width=190),
		column("audience", _("Audience"), width=110),
		column("shifts", _("Shifts"), "Int", 80),
		column("team_name", _("Team"), width=180, link_doctype="Volunteer Team", link_field="team"),
		column(
			"project_name", _("Project"), width=180, link_doctype="Volunteer Project", link_field="project"
		),
	]


def _chart(shifts: list[frappe._dict]) -> dict:
	"""Places by the day; days without an activity are left out."""
	days: dict[str, list[frappe._dict]] = defaultdict(list)
	for shift in shifts:
		days[f"{shift.starts_on:%m-%d}"].append(shift)
	return places.chart((day, places.summed(members)) for day, members in list(days.items())[:CHART_BARS])


def _cards(rows: list[frappe._dict], shifts: list[frappe._dict]) -> list[dict]:
	sums = places.summed(shifts)
	return summary(
		(_("Activities"), len(rows)),
		(_("Places Needed"), sums.needed),
		(_("Places Still Free"), sums.left),
		(_("Activities with Too Few People"), sum(row.level == "Too Few" for row in rows)),
	)
