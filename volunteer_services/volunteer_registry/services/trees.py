"""The two trees: administrative regions, and teams whose levels are a setting."""

import re
import unicodedata

import frappe
from frappe import _

from volunteer_services.exceptions import TreeLevelError

# [S4] four levels below the province, [S3] three: a 镇街 may lie directly under a 市 without districts.
REGION_LEVELS = ("Province", "City", "District", "Street", "Community")
ROOT_LEVELS = ("Province", "City")
_SKIPS = {("City", "Street")}
_CODE = re.compile(r"[A-Z0-9]{2,20}")
_LEVEL_FIELD = {"Service Region": "region_level", "Volunteer Team": "team_level"}


def normalise_code(code: str | None) -> str:
	"""A region code in half-width capitals without blanks. Raises TreeLevelError unless letters and
	digits."""
	text = "".join(unicodedata.normalize("NFKC", code or "").split()).upper()
	if not _CODE.fullmatch(text):
		frappe.throw(
			_("The region code {0} must have 2 to 20 letters and digits, as in 440104.").format(
				frappe.bold(code or "")
			),
			TreeLevelError,
			title=_("Region Code"),
		)
	return text


def level_of(doctype: str, name: str | None) -> str | None:
	"""The level of a node, None without one."""
	return frappe.db.get_value(doctype, name, _LEVEL_FIELD[doctype]) if name else None


def children_levels(doctype: str, name: str) -> list[str]:
	"""The different levels of the nodes directly below ``name``."""
	return frappe.get_all(
		doctype,
		filters={f"parent_{frappe.scrub(doctype)}": name},
		pluck=_LEVEL_FIELD[doctype],
		distinct=True,
		order_by=_LEVEL_FIELD[doctype],
	)


def check_region_level(level: str, parent_level: str | None) -> None:
	"""Raise TreeLevelError unless a region of ``level`` may stand below ``parent_level`` (None: at the
	top)."""
	if parent_level is None:
		if level not in ROOT_LEVELS:
			_refuse(_("A region of the level {0} needs a region above it.").format(_(level)))
		return
	step = REGION_LEVELS.index(level) - REGION_LEVELS.index(parent_level)
	if step != 1 and (parent_level, level) not in _SKIPS:
		_refuse(
			_("A region of the level {0} cannot stand directly below one of the level {1}.").format(
				_(level), _(parent_level)
			)
		)


def team_ranks() -> dict[str, int]:
	"""Rank of each team level from the settings; 1 is the top."""
	settings = frappe.get_cached_doc("Volunteer Services Settings")
	return {row.level_name: row.rank for row in settings.team_levels}


def check_team_level(level: str, parent_level: str | None) -> None:
	"""Raise TreeLevelError unless ``level`` is one of the settings' and ranks below ``parent_level``."""
	ranks = team_ranks()
	if level not in ranks:
		_refuse(
			_("{0} is no team level. Choose one of {1}, or add it in the settings.").format(
				frappe.bold(level), ", ".join(ranks)
			)
		)
	if parent_level and ranks[level] <= ranks.get(parent_level, 0):
		_refuse(
			_("A team of the level {0} cannot stand below one of the level {1}.").format(level, parent_level)
		)


def check_parent_team(parent: str | None) -> None:
	"""Raise TreeLevelError when the parent team was rejected or dissolved."""
	state = frappe.db.get_value("Volunteer Team", parent, "workflow_state") if parent else None
	if state in ("Rejected", "Dissolved"):
		word = _(state, context="Volunteer Team")
		_refuse(_("The team {0} is {1}; no team can stand below it.").format(parent, word))


def check_dissolvable(team: str) -> None:
	"""Raise TreeLevelError while teams below are still at work."""
	below = frappe.get_all(
		"Volunteer Team",
		filters={"parent_volunteer_team": team, "workflow_state": ["not in", ["Rejected", "Dissolved"]]},
		pluck="team_name",
		order_by="team_name",
		limit=5,
	)
	if below:
		_refuse(_("Dissolve or move the teams below first: {0}.").format(", ".join(below)))


def keep_group_flag(doc) -> None:
	"""A node with nodes below it is a group, whatever the form says."""
	if not doc.is_group and not doc.is_new():
		doc.is_group = int(bool(children_levels(doc.doctype, doc.name)))


def mark_parent_as_group(doc) -> None:
	"""The tree view opens groups only: whoever gets a child becomes one."""
	parent = doc.get(doc.nsm_parent_field)
	if parent and not frappe.db.get_value(doc.doctype, parent, "is_group"):
		frappe.db.set_value(doc.doctype, parent, "is_group", 1)


def _refuse(message: str) -> None:
	frappe.throw(message, TreeLevelError, title=_("Level in the Tree"))
