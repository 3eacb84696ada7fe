"""Nodes of the tree views of regions and teams."""

from typing import Annotated

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.domain.arguments import choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_registry.services import tree_nodes, trees

Tree = Annotated[str, choice("Service Region", "Volunteer Team")]


@endpoint()
def get_children(
	doctype: Tree, parent: str = "", is_root: bool = False, with_ended: bool = False, **filters
) -> list[dict]:
	"""The visible nodes below ``parent``; at the root the topmost ones that the user sees."""
	require_permission(doctype, "read")
	at_root = is_root or not parent
	if doctype == "Volunteer Team":
		return tree_nodes.team_nodes(parent, at_root, with_ended)
	return tree_nodes.region_nodes(parent, at_root)


@endpoint()
def team_levels() -> list[str]:
	"""The team levels of the settings from the top down, for staff who may read teams."""
	require_permission("Volunteer Team", "read")
	ranks = trees.team_ranks()
	return sorted(ranks, key=ranks.get)
