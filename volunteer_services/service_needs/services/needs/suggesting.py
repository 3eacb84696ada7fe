"""Which teams could take a need: near, with the skills, with free people, not asked for long. Set-based."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe.utils import cint, get_datetime, getdate, nowdate

from volunteer_services.foundation.reporting.query import Where
from volunteer_services.service_needs.domain import matching
from volunteer_services.service_needs.domain.matching import Candidate
from volunteer_services.service_needs.domain.needs import HELD

DOCTYPE = "Service Need"
NEAREST, SHOWN = 150, 10
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def suggest(need: str) -> list[dict]:
	"""At most ten teams, the best first: {team, team_name, distance, skills_missing, free_people, open_needs,
	last_asked_on}. Nothing is dispatched. Six queries, whatever number of teams there is."""
	doc = frappe.get_doc(DOCTYPE, need)
	near = _near(doc.region)
	teams = tuple(row.name for row in near)
	if not teams:
		return []
	wanted = tuple(row.skill for row in doc.skills)
	held, asked = _held(teams)
	known, free = _skills(teams, wanted), _free(teams, doc.wanted_from, doc.wanted_to)
	candidates = [
		Candidate(
			row.name,
			row.distance,
			len(wanted) - known.get(row.name, 0),
			free.get(row.name, 0),
			held.get(row.name, 0),
			asked.get(row.name),
		)
		for row in near
	]
	names = {row.name: row.team_name for row in near}
	found = matching.ranked(candidates, cint(doc.headcount) or 1, getdate(nowdate()))[:SHOWN]
	return [
		{
			"team": one.team,
			"team_name": names[one.team],
			"distance": one.distance,
			"skills_missing": one.skills_missing,
			"free_people": one.free_people,
			"open_needs": one.open_needs,
			"last_asked_on": one.last_asked_on,
		}
		for one in found
	]


def _near(region: str) -> list[frappe._dict]:
	"""The nearest active teams that take members and lie in the user's scope, with their distance in the tree
	of regions: steps up to the first node above both, and down again. Two queries."""
	where = Where("Volunteer Team", "t").add("{t}.`workflow_state` = 'Active' and {t}.`is_group` = 0")
	rows = frappe.db.sql(
		f"select t.`name`, t.`team_name`, t.`region` from `tabVolunteer Team` t where {where.sql}",  # noqa: S608
		where.params,
		as_dict=True,
	)
	paths = matching.paths(
		dict(frappe.db.sql("select `name`, `parent_service_region` from `tabService Region`"))
	)
	here = paths.get(region, ())
	for row in rows:
		row.distance = matching.distance(here, paths.get(row.region, ()))
	return sorted(rows, key=lambda row: (row.distance, row.name))[:NEAREST]


def _held(teams: Iterable[str]) -> tuple[dict[str, int], dict]:
	"""What each team holds now, and when it was last asked. Two queries, each along an index: what a team was
	given in years is not read."""
	held = frappe.db.sql(
		"""select `team`, count(*) from `tabService Need`
		where `workflow_state` in %(held)s and `team` in %(teams)s group by `team`""",
		{"teams": tuple(teams), "held": tuple(sorted(one.value for one in HELD))},
	)
	asked = frappe.db.sql(
		"""select t.`name`, (select max(n.`dispatched_on`) from `tabService Need` n where n.`team` = t.`name`)
		from `tabVolunteer Team` t where t.`name` in %(teams)s""",
		{"teams": tuple(teams)},
	)
	return dict(held), {team: getdate(day) for team, day in asked if day}


def _skills(teams: Iterable[str], wanted: tuple[str, ...]) -> dict[str, int]:
	"""How many of the wanted skills each team's members have, by papers that are not over."""
	if not wanted:
		return {}
	rows = frappe.db.sql(
		"""select m.`team`, count(distinct s.`skill`)
		from `tabTeam Membership` m inner join `tabVolunteer Profile Skill` s on s.`parent` = m.`volunteer`
		where m.`team` in %(teams)s and (m.`left_on` is null or m.`left_on` > %(today)s)
			and s.`skill` in %(wanted)s and (s.`valid_until` is null or s.`valid_until` >= %(today)s)
		group by m.`team`""",
		{"teams": tuple(teams), "wanted": wanted, "today": nowdate()},
	)
	return dict(rows)


def _free(teams: Iterable[str], begins, ends) -> dict[str, int]:
	"""How many registered members said that they have time then."""
	if not begins:
		return {}
	begins = get_datetime(begins)
	ends = get_datetime(ends) if ends else begins
	rows = frappe.db.sql(
		"""select m.`team`, count(distinct m.`volunteer`)
		from `tabTeam Membership` m
		inner join `tabVolunteer Availability` v on v.`parent` = m.`volunteer`
		inner join `tabVolunteer Profile` p on p.`name` = m.`volunteer` and p.`workflow_state` = 'Registered'
		where m.`team` in %(teams)s and (m.`left_on` is null or m.`left_on` > %(today)s)
			and v.`weekday` = %(weekday)s
			and (v.`from_time` is null or v.`from_time` <= %(from)s)
			and (v.`to_time` is null or v.`to_time` >= %(until)s)
		group by m.`team`""",
		{
			"teams": tuple(teams),
			"today": nowdate(),
			"weekday": _WEEKDAYS[begins.weekday()],
			"from": f"{begins:%H:%M:%S}",
			"until": f"{ends:%H:%M:%S}",
		},
	)
	return dict(rows)
