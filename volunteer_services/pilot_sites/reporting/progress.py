"""How the sites of a programme are getting on, within what the user may see."""

import frappe
from frappe.utils import cint, nowdate

from volunteer_services.foundation.scope import conditions as scope

SITE = "Pilot Site"
WITH_PLAQUE = ("Designated", "Active", "Concluded")
_SHOWN = 50


def figures(programme: str) -> dict:
	"""``states``: number of sites by state; ``overdue``: open milestones past their day; ``progress``: the
	average; ``target``: wanted and reached, and the regions that lack new sites (None without a target)."""
	where = scope.condition(SITE, alias="s", with_own=False) or "1=1"
	states = frappe.db.sql(
		f"""select s.`workflow_state`, count(*), coalesce(avg(s.`progress`), 0) from `tabPilot Site` as s
		where s.`programme` = %(programme)s and {where} group by s.`workflow_state`""",  # noqa: S608
		{"programme": programme},
	)
	overdue = frappe.db.sql(
		f"""select count(*) from `tabPilot Site Milestone` as m
		inner join `tabPilot Site` as s on s.`name` = m.`parent` and m.`parenttype` = 'Pilot Site'
		where s.`programme` = %(programme)s and s.`workflow_state` in ('Designated', 'Active')
			and m.`status` = 'Open' and m.`due_on` < %(today)s and {where}""",  # noqa: S608
		{"programme": programme, "today": nowdate()},
	)[0][0]
	running = [(count, average) for state, count, average in states if state in WITH_PLAQUE]
	total = sum(count for count, _average in running)
	return {
		"states": {state: cint(count) for state, count, _average in states},
		"overdue": cint(overdue),
		"progress": round(sum(count * float(average) for count, average in running) / total) if total else 0,
		"target": target(programme),
	}


def target(programme: str) -> dict | None:
	"""The target of new sites and the regions short of it; None where no target can be measured."""
	row = frappe.db.get_value(
		"Pilot Programme", programme, ["target_level", "target_count", "region"], as_dict=True
	)
	wanted = cint(row.target_count)
	if not wanted or not row.target_level:
		return None
	if row.target_level == "Programme":
		reached = frappe.db.count(SITE, {"programme": programme, "workflow_state": ["in", WITH_PLAQUE]})
		return {"level": row.target_level, "wanted": wanted, "reached": reached, "regions": 0, "short": []}
	regions = new_sites_by_region(programme, row.target_level, row.region)
	short = [region for region in regions if region["count"] < wanted]
	return {
		"level": row.target_level,
		"wanted": wanted,
		"reached": len(regions) - len(short),
		"regions": len(regions),
		"short": short[:_SHOWN],
		"short_count": len(short),
	}


def new_sites_by_region(programme: str, level: str, below: str | None) -> list[dict]:
	"""Regions of a level at or below a region, as far as the user's appointments reach, each with the number
	of sites of the programme that got a plaque there: region, region_name, count."""
	rows = frappe.db.sql(
		f"""select r.`name` as region, r.`region_name`, count(s.`name`) as `count`
		from `tabService Region` as r
		left join `tabService Region` as b on b.`name` = %(below)s
		left join `tabService Region` as inside on inside.`lft` >= r.`lft` and inside.`rgt` <= r.`rgt`
		left join `tabPilot Site` as s on s.`region` = inside.`name` and s.`programme` = %(programme)s
			and s.`workflow_state` in %(states)s
		where r.`region_level` = %(level)s
			and (%(below)s = '' or (r.`lft` >= b.`lft` and r.`rgt` <= b.`rgt`)) and {_reach("r")}
		group by r.`name`, r.`region_name` order by r.`lft`""",  # noqa: S608 — numbers only
		{"below": below or "", "programme": programme, "states": WITH_PLAQUE, "level": level},
		as_dict=True,
	)
	return [dict(row) for row in rows]


def _reach(alias: str) -> str:
	"""The regions that the user's appointments reach."""
	mine = scope.get_scope()
	if mine.unrestricted:
		return "1=1"
	parts = [f"({alias}.`lft` >= {cint(lft)} and {alias}.`rgt` <= {cint(rgt)})" for lft, rgt in mine.regions]
	return f"({' or '.join(parts)})" if parts else "1=0"
