"""Nodes of the tree views of regions and teams."""

import frappe
from frappe.utils import sbool

from volunteer_services.foundation.access import require_permission
from volunteer_services.volunteer_registry.services import tree_nodes, trees


@frappe.whitelist()
def get_children(doctype: str, parent: str = "", is_root: str | bool = False, **filters) -> list[dict]:
	"""The visible nodes below ``parent``; at the root the topmost ones that the user sees."""
	require_permission(doctype, "read")
	at_root = sbool(is_root) is True or not parent
	if doctype == "Volunteer Team":
		return tree_nodes.team_nodes(parent, at_root, sbool(filters.get("with_ended")) in (True, 1, "1"))
	return tree_nodes.region_nodes(parent, at_root)


@frappe.whitelist()
def team_levels() -> list[str]:
	"""The team levels of the settings from the top down, for staff who may read teams."""
	require_permission("Volunteer Team", "read")
	ranks = trees.team_ranks()
	return sorted(ranks, key=ranks.get)
