"""The needs of the reader's teams on a phone: dispatched to them, taken by them, and free in the district."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, format_datetime, now_datetime

from volunteer_services.foundation.reporting.query import Where
from volunteer_services.service_needs.services.needs import open_list

NEED, TEAM = "Service Need", "Volunteer Team"
SHOWN, MOST_TEAMS = 60, 3
_STATES = ("Dispatched", "Accepted", "In Service")
_TONES = {"Dispatched": "wait", "Accepted": "good", "In Service": "good"}


def add(context) -> None:
	"""Put ``needs`` (of one's teams), ``open_needs`` and ``need_teams`` into the page's context. At most ten
	queries."""
	context.needs = _held()
	context.need_teams = _teams()
	seen: dict[str, dict] = {}
	for team in context.need_teams:
		for row in open_list.of_team(team.name):
			seen.setdefault(row["name"], {**row, "teams": []})["teams"].append(team)
	context.open_needs = [_open(row) for row in seen.values()]


def _held() -> list[frappe._dict]:
	if not frappe.has_permission(NEED, "read"):
		return []
	where = Where(NEED, "n").add(
		"{t}.`workflow_state` in %(states)s and {t}.`team` is not null", states=_STATES
	)
	rows = frappe.db.sql(
		f"""select n.`name`, n.`need_kind`, n.`content`, n.`recipient_shown`, n.`workflow_state`, n.`team`,
			n.`wanted_from`, n.`accept_by`, n.`risks`, n.`headcount`, r.`region_name`, t.`team_name`
		from `tabService Need` n left join `tabService Region` r on r.`name` = n.`region`
		left join `tabVolunteer Team` t on t.`name` = n.`team`
		where {where.sql} order by n.`workflow_state` = 'Dispatched' desc, n.`wanted_from`, n.`name`
		limit {SHOWN}""",  # noqa: S608
		where.params,
		as_dict=True,
	)
	return [_line(row) for row in rows]


def _line(row) -> frappe._dict:
	is_open = row.workflow_state == "Dispatched"
	return frappe._dict(
		name=row.name,
		team=row.team,
		title=f"{row.need_kind} · {row.recipient_shown}",
		state=_(row.workflow_state, context=NEED),
		tone=_TONES[row.workflow_state],
		content=row.content,
		risks=row.risks or "",
		facts=_facts(row),
		due=_("take it by {0}").format(format_datetime(row.accept_by)) if is_open and row.accept_by else "",
		is_late=bool(is_open and row.accept_by and row.accept_by < now_datetime()),
		may_take=is_open,
		may_send_back=row.workflow_state in ("Dispatched", "Accepted"),
	)


def _open(row: dict) -> frappe._dict:
	row = frappe._dict(row)
	return frappe._dict(
		name=row.name,
		title=row.need_kind,
		urgency=_(row.urgency, context=NEED),
		is_urgent=row.urgency != "Usual",
		facts=_facts(row),
		teams=row.teams,
	)


def _facts(row) -> str:
	parts = [row.get("team_name"), row.region_name]
	if row.wanted_from:
		parts.append(format_datetime(row.wanted_from))
	if cint(row.headcount) > 1:
		parts.append(_("{0} volunteers").format(row.headcount))
	parts += row.get("skills") or []
	return " · ".join(part for part in parts if part)


def _teams() -> list[frappe._dict]:
	"""Active teams that the reader leads, by an appointment to the team itself or to one above it."""
	where = Where(TEAM, "t").add("{t}.`workflow_state` = 'Active' and {t}.`is_group` = 0")
	return frappe.db.sql(
		f"""select t.`name`, t.`team_name` from `tabVolunteer Team` t where {where.sql}
		order by t.`team_name`, t.`name` limit {MOST_TEAMS}""",  # noqa: S608
		where.params,
		as_dict=True,
	)
