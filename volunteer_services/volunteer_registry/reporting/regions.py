"""Figures of sites summed up along the administrative tree, or for one of its levels."""

from collections.abc import Iterable

import frappe
from frappe import _

from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation.scope import conditions as scope


def holds_part_only(row: frappe._dict, bounds: tuple[tuple[int, int], ...]) -> bool:
	"""Whether the node reaches into one of these parts of the tree, but lies within none."""
	touches = any(row.lft <= rgt and row.rgt >= lft for lft, rgt in bounds)
	return touches and not any(lft <= row.lft and row.rgt <= rgt for lft, rgt in bounds)


REGION = "Service Region"
LEVELS = ("Province", "City", "District", "Street", "Community")
_DEEPEST = 20


def check_level(level: str | None) -> None:
	"""Raise ReportFilterError for what is no level of the tree."""
	if level and level not in LEVELS:
		frappe.throw(
			_("{0} is no level of the administrative tree. Choose one of the list.").format(level),
			ReportFilterError,
		)


def with_ancestors(names: Iterable[str]) -> dict[str, frappe._dict]:
	"""The regions of these names and all above them, by name: one query a level of the tree."""
	found: dict[str, frappe._dict] = {}
	wanted = {name for name in names if name}
	for _step in range(_DEEPEST):
		wanted -= found.keys()
		if not wanted:
			break
		rows = frappe.get_all(
			REGION,
			filters={"name": ["in", sorted(wanted)]},
			fields=["name", "region_name", "region_level", "parent_service_region", "lft", "rgt"],
			order_by="lft",
			limit_page_length=0,
		)
		found.update({row.name: row for row in rows})
		wanted = {row.parent_service_region for row in rows if row.parent_service_region}
	return found


def chain(regions: dict[str, frappe._dict], name: str | None) -> list[frappe._dict]:
	"""The region and those above it, the nearest first."""
	found = []
	while name and name in regions and len(found) < _DEEPEST:
		found.append(regions[name])
		name = regions[name].parent_service_region
	return found


def grouped(sites: list[frappe._dict], level: str | None) -> list[tuple[frappe._dict, list[frappe._dict]]]:
	"""(node, its sites) for each region of the level; without a level the whole tree in its order, with
	``indent``. Sites that no node of the level holds stand together at the end, so that nothing is lost."""
	check_level(level)
	regions = with_ancestors(site.region for site in sites)
	members: dict[str, list[frappe._dict]] = {}
	rest: list[frappe._dict] = []
	for site in sites:
		nodes = chain(regions, site.region)
		if level:
			nodes = [row for row in nodes if row.region_level == level]
		for row in nodes:
			members.setdefault(row.name, []).append(site)
		if not nodes:
			rest.append(site)
	mine = scope.get_scope()
	nodes = sorted((regions[name] for name in members), key=lambda row: row.lft)
	if not mine.unrestricted and mine.regions:
		part = [row for row in nodes if holds_part_only(row, mine.regions)]
		if level:
			rest.extend(site for row in part for site in members[row.name])
		nodes = [row for row in nodes if row not in part]
	found = [(_node(row), members[row.name]) for row in nodes]
	if not level:
		_indent([node for node, _sites in found])
	if rest:
		label = _("Elsewhere") if level else _("Unspecified")
		found.append((frappe._dict(name=None, label=label, level="", no_drill=1), rest))
	return found


def _node(row: frappe._dict) -> frappe._dict:
	return frappe._dict(
		name=row.name,
		label=row.region_name,
		level=_(row.region_level) if row.region_level else "",
		lft=row.lft,
		rgt=row.rgt,
	)


def _indent(nodes: list[frappe._dict]) -> None:
	above: list[int] = []
	for node in nodes:
		while above and above[-1] < node.lft:
			above.pop()
		node.indent = len(above)
		above.append(node.rgt)
