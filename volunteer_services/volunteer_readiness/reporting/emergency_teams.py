"""Emergency readiness: how many active members of each emergency team are ready, and what the others lack; or
the members themselves with their reasons."""

from collections import Counter, defaultdict

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	scope_note,
	share,
	summary,
)
from volunteer_services.volunteer_readiness.domain import emergency as rules
from volunteer_services.volunteer_readiness.services.emergency import members, readiness

CONTEXT = "Emergency Readiness"


def by_team(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): one row a team, the least ready first; with ``rows`` People
	one row a member."""
	day = getdate(filters.get("day") or nowdate())
	people = readiness.listed(_members(filters, day), day)
	if filters.get("rows") == "People":
		words = _words()
		rows = [_person(row, words) for row in people]
		return _people_columns(), rows, scope_note(), None, _cards(people)
	rows = _teams(people)
	chart = bar_chart(
		[row.team_name for row in rows[:20]], {_("Share Ready (%)"): [row.share for row in rows[:20]]}
	)
	return columns(), rows, scope_note(), chart if rows else None, _cards(people)


def _members(filters: dict, day) -> list[frappe._dict]:
	where = Where(members.PROFILE, "v")
	where.below_expression("t.`region`", TREES["region"], filters.get("region"))
	where.below_expression("m.`team`", TREES["team"], filters.get("team"))
	if filters.get("emergency_class"):
		where.add("t.`emergency_class` = %(emergency_class)s", emergency_class=filters["emergency_class"])
	return members.where(where.sql, day, where.params)


def _teams(people: list[frappe._dict]) -> list[frappe._dict]:
	grouped: dict[str, list[frappe._dict]] = defaultdict(list)
	for row in people:
		grouped[row.team].append(row)
	rows, words = [], _words()
	for team, own in grouped.items():
		ready = sum(not row.lacks for row in own)
		lacking = Counter(code for row in own for code in row.lacks)
		rows.append(
			frappe._dict(
				team=team,
				team_name=own[0].team_name,
				emergency_class=_(own[0].emergency_class),
				members=len(own),
				ready=ready,
				share=share(ready, len(own)),
				reasons=", ".join(f"{words[code]} {lacking[code]}" for code in rules.CODES if lacking[code]),
			)
		)
	return sorted(rows, key=lambda row: (row.share, -row.members, row.team_name))


def _person(row: frappe._dict, words: dict[str, str]) -> frappe._dict:
	return frappe._dict(
		volunteer=row.volunteer,
		full_name=row.full_name,
		team=row.team,
		team_name=row.team_name,
		ready="✗" if row.lacks else "✓",
		reasons=", ".join(words[code] for code in row.lacks),
		told=" ".join(row.told),
	)


def _words() -> dict[str, str]:
	"""What is lacking, in short."""
	return {
		rules.REGISTERED: _("Registration", context=CONTEXT),
		rules.ADULT: _("Under 18"),
		rules.HEALTH: _("Health", context=CONTEXT),
		rules.CERTIFICATES: _("Certificate", context=CONTEXT),
		rules.INSURED: _("Insurance", context=CONTEXT),
		rules.KIN: _("Next of Kin"),
		rules.DRILLED: _("Drill", context=CONTEXT),
	}


def _cards(people: list[frappe._dict]) -> list[dict] | None:
	if not people:
		return None
	ready = sum(not row.lacks for row in people)
	return summary(
		(_("Emergency Teams"), len({row.team for row in people})),
		(_("Members of Emergency Teams"), len({row.volunteer for row in people})),
		(_("Ready", context=CONTEXT), ready),
		(_("Share Ready (%)"), share(ready, len(people))),
	)


def _team_column() -> dict:
	return column("team_name", _("Team"), width=220, link_doctype="Volunteer Team", link_field="team")


def columns() -> list[dict]:
	"""The columns of the list of teams."""
	return [
		_team_column(),
		column("emergency_class", _("Emergency Class"), width=130),
		column("members", _("Active Members"), "Int", 110),
		column("ready", _("Ready", context=CONTEXT), "Int", 90),
		column("share", _("Share Ready (%)"), "Percent", 130),
		column("reasons", _("Lacking (People)"), width=420),
	]


def _people_columns() -> list[dict]:
	return [
		column(
			"full_name",
			_("Name of Person"),
			width=120,
			link_doctype="Volunteer Profile",
			link_field="volunteer",
		),
		_team_column(),
		column("ready", _("Ready", context=CONTEXT), width=70, is_tick=1),
		column("reasons", _("Lacking"), width=240),
		column("told", _("Reasons"), width=420),
	]
