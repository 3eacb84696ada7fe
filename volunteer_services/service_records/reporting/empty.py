"""Rows for regions and teams without hours: whoever did nothing is to be seen, too."""

import frappe

from volunteer_services.foundation.reporting.query import Where, fetch
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.service_records.reporting.trees import REGIONS, Tree


def nodes(tree: Tree, filters: dict, known: set) -> list[frappe._dict]:
	"""The nodes of the user's own part of the tree that are not ``known``, with nothing counted. Of teams
	only the active ones, and those of the region, team and site of the filters."""
	where = _regions(filters) if tree is REGIONS else _teams(filters)
	rows = fetch(
		f"""select `node`.`name` as node, `node`.`{tree.title}` as label, `node`.`{tree.level}` as level,
			`node`.`lft`, `node`.`rgt`
		from `tab{tree.doctype}` as `node` where {where.sql} order by `node`.`lft`""",  # noqa: S608
		where.params,
	)
	nothing = dict.fromkeys(("minutes", "participations", "volunteers", "people_served"), 0)
	return [frappe._dict(row, **nothing) for row in rows if row.node not in known]


def _teams(filters: dict) -> Where:
	where = Where("Volunteer Team", "node").add("{t}.`workflow_state` = 'Active'")
	where.below("region", "Service Region", filters.get("region"))
	where.below("name", "Volunteer Team", filters.get("team"))
	return where.equals(filters, "site")


def _regions(filters: dict) -> Where:
	"""Regions have no scope of their own: everybody reads their names. Their figures are the user's."""
	where = Where.everywhere("Service Region", "node").below("name", "Service Region", filters.get("region"))
	mine = scope.get_scope()
	if mine.unrestricted:
		return where
	own = [
		f"({{t}}.`lft` >= %(own_lft_{at})s and {{t}}.`rgt` <= %(own_rgt_{at})s)"
		for at in range(len(mine.regions))
	]
	for at, (lft, rgt) in enumerate(mine.regions):
		where.params |= {f"own_lft_{at}": lft, f"own_rgt_{at}": rgt}
	return where.add(f"({' or '.join(own)})" if own else "1=0")
