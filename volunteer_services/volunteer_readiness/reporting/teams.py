"""Readiness by team: how many registered members may serve under the conditions of the filters, and what the
others lack most."""

from collections import Counter, defaultdict
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from volunteer_services.foundation.database.batches import batches
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	is_checked,
	scope_note,
	share,
	summary,
)
from volunteer_services.volunteer_readiness.domain.gates import Conditions
from volunteer_services.volunteer_readiness.services import gates

CHART_BARS = 20


def by_team(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): one row a team, the least ready first."""
	day = getdate(filters.get("day") or nowdate())
	members = _members(filters)
	lacking = _lacking([row.name for row in members], asked(filters), day)
	rows = _rows(members, lacking)
	if not rows:
		return columns(), [], scope_note(), None, None
	people, ready = sum(row.members for row in rows), sum(row.ready for row in rows)
	total = frappe._dict(
		team_name=_("Totals"), members=people, ready=ready, share=share(ready, people), bold=1
	)
	cards = summary(
		(_("Volunteers"), people), (_("May Serve"), ready), (_("Share Ready (%)"), share(ready, people))
	)
	return columns(), [*rows, total], scope_note(), _chart(rows), cards


def asked(filters: dict) -> Conditions:
	"""The conditions that the filters name; insurance of the service is asked for where the service is
	risky."""

	def one(field: str) -> tuple[str, ...]:
		return (filters[field],) if filters.get(field) else ()

	return gates.read(
		{
			"min_age": cint(filters.get("min_age")),
			"skills": one("skill"),
			"qualifications": one("qualification_type"),
			"courses": one("course"),
			"insurance": one("insurance"),
			"is_risky": int(is_checked(filters, "is_risky")),
			"is_rescue": int(is_checked(filters, "is_rescue")),
			"needs_agreement": int(is_checked(filters, "needs_agreement")),
		}
	)


def _members(filters: dict) -> list[frappe._dict]:
	where = Where("Volunteer Profile", "profile").add("{t}.`workflow_state` = 'Registered'")
	where.below("region", TREES["region"], filters.get("region"))
	where.below("primary_team", TREES["team"], filters.get("team"))
	return fetch(
		f"""select `profile`.`name`, `profile`.`primary_team` as team, `team`.`team_name`
		from `tabVolunteer Profile` as `profile`
		left join `tabVolunteer Team` as `team` on `team`.`name` = `profile`.`primary_team`
		where {where.sql}""",  # noqa: S608
		where.params,
	)


def _lacking(names: list[str], conditions: Conditions, day: date) -> dict[str, list[dict]]:
	found: dict[str, list[dict]] = {}
	for batch in batches(names):
		found.update(gates.why_not_many(batch, conditions, day))
	return found


def _rows(members: list[frappe._dict], lacking: dict[str, list[dict]]) -> list[frappe._dict]:
	grouped: dict[str | None, list[frappe._dict]] = defaultdict(list)
	for row in members:
		grouped[row.team].append(row)
	rows = []
	for team, people in grouped.items():
		ready = sum(not lacking[row.name] for row in people)
		most = Counter(reason["way_out"] for row in people for reason in lacking[row.name]).most_common(1)
		rows.append(
			frappe._dict(
				team=team,
				team_name=people[0].team_name or _("Without a Team"),
				members=len(people),
				ready=ready,
				share=share(ready, len(people)),
				to_do=f"{most[0][0]} ({most[0][1]})" if most else "",
			)
		)
	return sorted(rows, key=lambda row: (row.share, -row.members, row.team_name))


def _chart(rows: list[frappe._dict]) -> dict:
	shown = rows[:CHART_BARS]
	series = {
		_("May Serve"): [row.ready for row in shown],
		_("May Not Serve"): [row.members - row.ready for row in shown],
	}
	chart = bar_chart([row.team_name for row in shown], series, "Int")
	return {**chart, "colors": ["#3f9b5b", "#e0a100"]}


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column("team_name", _("Team"), width=220, link_doctype="Volunteer Team", link_field="team"),
		column("members", _("Registered Members"), "Int", 130),
		column("ready", _("May Serve"), "Int", 110),
		column("share", _("Share Ready (%)"), "Percent", 130),
		column("to_do", _("What Most of the Others Need (People)"), width=420),
	]
