"""The home of the staff (今日工作台): one page for each role, asked for in one call."""

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, getdate

from volunteer_services.foundation.reporting.agenda import Deadline, Wait
from volunteer_services.foundation.reporting.query import Where, number
from volunteer_services.foundation.roles import LEADER
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.pilot_sites.reporting import today as sites
from volunteer_services.service_records.reporting import today as records
from volunteer_services.volunteer_projects.reporting import today as activities
from volunteer_services.volunteer_recognition.reporting import today as stars
from volunteer_services.volunteer_services.home import shelves, tasks

MOST_DEADLINES = 7
_PLACES = """select coalesce(r.`region_name`, s.`site_name`, t.`team_name`)
	from `tabStaff Appointment` as a
	left join `tabService Region` as r on a.`scope_type` = 'Service Region' and r.`name` = a.`scope`
	left join `tabService Site` as s on a.`scope_type` = 'Service Site' and s.`name` = a.`scope`
	left join `tabVolunteer Team` as t on a.`scope_type` = 'Volunteer Team' and t.`name` = a.`scope`
	where a.`user` = %s and a.`from_date` <= %s and (a.`to_date` is null or a.`to_date` >= %s)
	order by a.`from_date`, a.`name` limit 4"""


def today() -> dict:
	"""Everything that the home page of the session's user shows; a bounded number of queries."""
	role, sight, day = shelves.leading_role(), Sight(), getdate()
	to_record, due = records.to_record(sight)
	waits = [*tasks.decisions(sight), *tasks.work(sight, day)]
	if role in shelves.RECORDERS:
		waits.append(to_record)
	else:
		due = []
	due = [*due, *stars.notices(sight, day), *sites.deadlines(sight, day)]
	count, listed = activities.activities_of(day, sight)
	return {
		"role": _(role),
		"places": _places(sight, day),
		"day": cstr(day),
		"waiting": _waiting(waits, day),
		"activities": {"count": count, "rows": [_activity(row) for row in listed]},
		"deadlines": _deadlines(due, day),
		"create": shelves.new_buttons(role),
		"rooms": shelves.rooms(),
		**_figures(role, sight, day),
	}


def _places(sight: Sight, day) -> list[str]:
	if sight.scope.unrestricted:
		return [_("All Places")]
	return [row[0] for row in frappe.db.sql(_PLACES, (sight.user, day, day)) if row[0]]


def _waiting(waits: list[Wait], day) -> list[dict]:
	told = [wait.told(day) for wait in waits if wait.count]
	return sorted(told, key=lambda row: (-row["days"], -row["count"]))


def _deadlines(due: list[Deadline], day) -> list[dict]:
	return [one.told(day) for one in sorted(due, key=lambda one: (one.day, one.title))][:MOST_DEADLINES]


def _activity(row) -> dict:
	begins, ends = get_datetime(row.starts_on), get_datetime(row.ends_on)
	return {
		"name": row.name,
		"title": row.title,
		"times": f"{begins:%H:%M}–{ends:%H:%M}",
		"place": row.location or "",
		"people": cint(row.people),
		"state": row.state,
	}


def _figures(role: str, sight: Sight, day) -> dict:
	"""The figures below, and the hours of the last months."""
	months = records.months(sight, day)
	this = months[-1]
	cards = [
		_card(
			_("Hours This Month"),
			_("{0} hours", context="Volunteer Services").format(number(round(this["minutes"] / 60, 1))),
			["query-report", "Hours by Team"],
			{"period": "This Month"},
		),
		_card(
			_("People in Service This Month"),
			number(this["people"]),
			["query-report", "Volunteer Roster"],
			{"period": "This Month", "served": "Served in the Period"},
		),
		_card(
			_("Registered Volunteers"),
			number(_count(sight, "Volunteer Profile", "{t}.`workflow_state` = 'Registered'")),
			["List", "Volunteer Profile", "List"],
			{"workflow_state": "Registered"},
		),
	]
	if role != LEADER:
		cards.append(_certified(sight))
	late = records.overdue(sight, day)
	cards.append(
		_card(
			_("Activities Recorded Too Late"),
			number(late),
			["query-report", "Late Records"],
			{"period": "Last 12 Months", "kind": "Overdue Activity"},
			tone="overdue" if late else "calm",
		)
	)
	return {
		"figures": cards,
		"months": [
			{"month": one["month"], "hours": round(one["minutes"] / 60, 1), "people": one["people"]}
			for one in months
		],
	}


def _certified(sight: Sight) -> dict:
	active = _count(sight, "Service Site", "{t}.`status` = 'Active'")
	certified = _count(
		sight, "Service Site", "{t}.`status` = 'Active' and {t}.`compliance_state` = 'Certified'"
	)
	return _card(
		_("Certified Sites"),
		f"{number(certified)} / {number(active)}",
		["List", "Service Site", "List"],
		{"status": "Active", "compliance_state": "Certified"},
	)


def _card(label: str, value: str, route: list[str], options: dict, tone: str = "") -> dict:
	return {"label": label, "value": value, "route": route, "options": options, "tone": tone}


def _count(sight: Sight, doctype: str, condition: str) -> int:
	where = Where.seen(sight, doctype, "d").add(condition)
	return frappe.db.sql(
		f"select count(*) from `tab{doctype}` as d where {where.sql}",  # noqa: S608
		where.params,
	)[0][0]
