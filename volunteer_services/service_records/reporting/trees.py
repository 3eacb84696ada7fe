"""The two trees that hours are summed up along."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tree:
	"""A tree to sum up along: the record's field, the DocType, and its fields for title and level."""

	field: str
	doctype: str
	title: str
	level: str


REGIONS = Tree("region", "Service Region", "region_name", "region_level")
TEAMS = Tree("team", "Volunteer Team", "team_name", "team_level")
