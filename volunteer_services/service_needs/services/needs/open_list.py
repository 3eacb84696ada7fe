"""Checked needs that no team has, for who leads a team there: what it takes, and nobody's name or place."""

from __future__ import annotations

import frappe

from volunteer_services.service_needs.domain.needs import FREE, Urgency

DOCTYPE = "Service Need"
MOST = 50


def of_team(team: str) -> list[dict]:
	"""The free needs of the district in which the team is, the urgent ones and the oldest first: {name,
	need_kind, urgency, region_name, wanted_from, wanted_to, headcount, skills}. Two queries.

	What is needed in words may name a person: it is read by the team that takes the need.
	"""
	rows = frappe.db.sql(
		"""select n.`name`, n.`need_kind`, n.`urgency`, r.`region_name`, n.`wanted_from`, n.`wanted_to`,
			n.`headcount`
		from `tabService Need` n inner join `tabService Region` r on r.`name` = n.`region`
		inner join (
			select coalesce(max(d.`lft`), max(own.`lft`)) as lft,
				coalesce(min(d.`rgt`), max(own.`rgt`)) as rgt
			from `tabVolunteer Team` t inner join `tabService Region` own on own.`name` = t.`region`
			left join `tabService Region` d on d.`lft` <= own.`lft` and d.`rgt` >= own.`rgt`
				and d.`region_level` = 'District'
			where t.`name` = %(team)s) area on r.`lft` >= area.lft and r.`rgt` <= area.rgt
		where n.`workflow_state` in %(free)s and n.`urgency` != %(emergency)s
		order by n.`urgency` = %(urgent)s desc, n.`received_on`, n.`name` limit %(most)s""",
		{
			"team": team,
			"free": tuple(sorted(one.value for one in FREE)),
			"urgent": Urgency.URGENT.value,
			"emergency": Urgency.EMERGENCY.value,
			"most": MOST,
		},
		as_dict=True,
	)
	skills = _skills(tuple(row.name for row in rows))
	return [{**row, "skills": skills.get(row.name, [])} for row in rows]


def _skills(needs: tuple[str, ...]) -> dict[str, list[str]]:
	if not needs:
		return {}
	found: dict[str, list[str]] = {}
	for need, skill in frappe.db.sql(
		"""select `parent`, `skill` from `tabRecipient Need Skill`
		where `parenttype` = 'Service Need' and `parent` in %s order by `parent`, `idx`""",
		(needs,),
	):
		found.setdefault(need, []).append(skill)
	return found
