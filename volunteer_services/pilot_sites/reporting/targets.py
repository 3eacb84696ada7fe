"""The targets of pilot programmes: new sites, region by region ("at least one a town a year" [S1])."""

from bisect import bisect_left, bisect_right

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.foundation.reporting.query import (
	Where,
	bar_chart,
	column,
	fetch,
	scope_note,
	share,
	summary,
)
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.pilot_sites.services.programmes import RUNNING_STATES
from volunteer_services.volunteer_registry.reporting import regions

PROGRAMME = "Pilot Programme"
WITH_PLAQUE = (*RUNNING_STATES, "Concluded")


def targets(programmes: list[frappe._dict], region: str | None = None) -> list[frappe._dict]:
	"""The regions of which the programmes want new sites, with the sites of their year.

	Only regions that the reader sees as a whole: of others the count would be too low. Two queries, whatever
	the number of programmes.
	"""
	wanting = [row for row in programmes if cint(row.target_count) and row.target_level]
	if not wanting:
		return []
	nodes = _nodes({row.target_level for row in wanting}, region)
	fresh = _fresh([row.name for row in wanting])
	found = []
	for programme in wanting:
		places = fresh.get(programme.name, [])
		for node in _targeted(programme, nodes, region):
			lft, rgt = node.lft, node.rgt
			number = len(places) if lft is None else bisect_right(places, rgt) - bisect_left(places, lft)
			found.append(_target(programme, node, number))
	return found


def _nodes(levels: set[str], region: str | None) -> list[frappe._dict]:
	"""The regions of these levels that lie within the reader's scope."""
	mine = scope.get_scope()
	if not mine.unrestricted and not mine.regions:
		return []
	where = Where.everywhere(regions.REGION, "node").add(
		"{t}.`region_level` in %(levels)s", levels=tuple(levels)
	)
	where.below("name", regions.REGION, region)
	if not mine.unrestricted:
		inside = [f"({{t}}.`lft` >= {int(lft)} and {{t}}.`rgt` <= {int(rgt)})" for lft, rgt in mine.regions]
		where.add(f"({' or '.join(inside)})")
	return fetch(
		f"""select `node`.`name`, `node`.`region_name`, `node`.`region_level`, `node`.`lft`, `node`.`rgt`
		from `tabService Region` as `node` where {where.sql} order by `node`.`region_name`""",  # noqa: S608
		where.params,
	)


def _targeted(programme: frappe._dict, nodes: list[frappe._dict], region: str | None) -> list[frappe._dict]:
	if programme.target_level != "Programme":
		return [
			node
			for node in nodes
			if node.region_level == programme.target_level
			and (not programme.region or (programme.lft <= node.lft and node.rgt <= programme.rgt))
		]
	mine = scope.get_scope()
	whole = mine.unrestricted or (
		programme.region and any(lft <= programme.lft and programme.rgt <= rgt for lft, rgt in mine.regions)
	)
	if not whole or (region and region != programme.region):
		return []
	label = programme.region_name or _("The Whole Programme")
	return [frappe._dict(name=programme.region, region_name=label, lft=None, rgt=None)]


def _fresh(names: list[str]) -> dict[str, list[int]]:
	"""Programme → the places in the tree, in order, of the sites that got their plaque in its year."""
	rows = frappe.db.sql(
		"""select s.`programme`, coalesce(r.`lft`, 0) from `tabPilot Site` as s
		inner join `tabPilot Programme` as p on p.`name` = s.`programme`
		left join `tabService Region` as r on r.`name` = s.`region`
		where s.`programme` in %(names)s and s.`workflow_state` in %(with_plaque)s
			and extract(year from s.`designated_on`) = p.`year`
		order by 2""",
		{"names": tuple(names), "with_plaque": WITH_PLAQUE},
	)
	found: dict[str, list[int]] = {}
	for programme, lft in rows:
		found.setdefault(programme, []).append(lft)
	return found


def _target(programme: frappe._dict, node: frappe._dict, new_sites: int) -> frappe._dict:
	target = cint(programme.target_count)
	return frappe._dict(
		programme=programme.name,
		programme_name=programme.programme_name,
		year=programme.year,
		node=node.name,
		label=node.region_name,
		new_sites=new_sites,
		target=target,
		shortfall=max(0, target - new_sites),
	)


def by_region(rows: list[frappe._dict]) -> tuple:
	"""(columns, rows, message, chart, summary) of the targets, those that are short first."""
	if not rows:
		return _target_columns(), [], note(), None, None
	rows = sorted(rows, key=lambda row: (-cint(row.year), row.programme_name, -row.shortfall, row.label))
	sums = {field: sum(row[field] for row in rows) for field in ("new_sites", "target", "shortfall")}
	total = frappe._dict(programme_name=_("Totals"), bold=1, **sums)
	reached = sum(not row.shortfall for row in rows)
	chart = bar_chart(
		[_("Target Reached"), _("Regions Short of the Target")],
		{_("Regions"): [reached, len(rows) - reached]},
		"Int",
	)
	cards = summary(
		(_("Regions"), len(rows)),
		(_("New Sites"), total.new_sites),
		(_("Regions Short of the Target"), len(rows) - reached),
		(_("Share That Reached the Target (%)"), share(reached, len(rows))),
	)
	return _target_columns(), [*rows, total], note(), chart, cards


def note() -> str:
	"""The lines above the report: the scope, and what a new site is."""
	lines = [
		scope_note(),
		_("New sites are those that got their plaque in the programme's year and still have it."),
	]
	return "<br>".join(line for line in lines if line)


def _target_columns() -> list[dict]:
	link = {"link_doctype": PROGRAMME, "link_field": "programme"}
	return [
		column("programme_name", _("Pilot Programme"), width=220, **link),
		column("year", _("Year"), width=70),
		column("label", _("Region"), width=200, link_doctype="Service Region", link_field="node"),
		column("new_sites", _("New Sites"), "Int", 110),
		column("target", _("Target"), "Int", 90),
		column("shortfall", _("Short of the Target"), "Int", 130),
	]
