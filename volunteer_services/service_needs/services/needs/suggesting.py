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
	last_asked_on}. Nothing is dispatched. Five queries, whatever number of teams there is."""
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
	"""Active teams that take members and lie in the user's scope, by their distance in the tree of regions:
	steps up to the first node above both, and down again."""
	where = Where("Volunteer Team", "t").add("{t}.`workflow_state` = 'Active' and {t}.`is_group` = 0")
	return frappe.db.sql(
		f"""select t.`name`, t.`team_name`, (
				select count(*) from `tabService Region` a
				where (a.`lft` <= here.`lft` and a.`rgt` >= here.`rgt`)
					<> (a.`lft` <= there.`lft` and a.`rgt` >= there.`rgt`)
					and (a.`lft` <= here.`lft` and a.`rgt` >= here.`rgt`
						or a.`lft` <= there.`lft` and a.`rgt` >= there.`rgt`)) as distance
		from `tabVolunteer Team` t
		inner join `tabService Region` there on there.`name` = t.`region`
		inner join `tabService Region` here on here.`name` = %(region)s
		where {where.sql}
		order by distance, t.`name` limit %(most)s""",  # noqa: S608 (our conditions)
		{**where.params, "region": region, "most": NEAREST},
		as_dict=True,
	)


def _held(teams: Iterable[str]) -> tuple[dict[str, int], dict]:
	"""What each team holds now, and when it was last asked."""
	rows = frappe.db.sql(
		"""select `team`, sum(`workflow_state` in %(held)s), max(date(`dispatched_on`))
		from `tabService Need` where `team` in %(teams)s group by `team`""",
		{"teams": tuple(teams), "held": tuple(sorted(one.value for one in HELD))},
	)
	return {team: cint(count) for team, count, _day in rows}, {
		team: getdate(day) for team, _count, day in rows if day
	}


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
