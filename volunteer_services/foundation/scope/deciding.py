"""Where each of a user's roles holds, as SQL: what ``staffing.roles_here`` answers for one document, for all
rows of a DocType at once. Read once, it serves many DocTypes."""

# The conditions are built of escaped names, numbers and the columns that the rooms declare.
# ruff: noqa: S608

from dataclasses import replace

import frappe

from volunteer_services.foundation.house import document
from volunteer_services.foundation.scope import conditions
from volunteer_services.foundation.scope.conditions import Scope, areas_of_sites
from volunteer_services.foundation.scope.nodes import Bounds, Listed
from volunteer_services.foundation.scope.staffing import LEVEL_ROLES, judged_levels

EVERYWHERE = "1=1"
NOWHERE = "1=0"
_COLUMN = "\0"


class Sight:
	"""What one user sees, and where each role of theirs holds."""

	def __init__(self, user: str | None = None) -> None:
		self.user = user or frappe.session.user
		self.roles = frozenset(frappe.get_roles(self.user))
		# An officer's own service elsewhere is no part of what the officer administers.
		self.scope = replace(conditions.get_scope(self.user), volunteer=None)
		self._nodes = _Remembered()
		self._by_role: dict[str, Scope] = {}

	def condition(self, doctype: str, alias: str) -> str:
		"""Keeps the rows in the user's scope."""
		return conditions.reached(self.scope, doctype, alias, self._nodes) or EVERYWHERE

	def held(self, doctype: str, role: str, alias: str) -> str:
		"""Keeps the rows for which a role of the user holds. A role by place holds only together with the
		place of the same appointment; other roles hold everywhere."""
		columns = document(doctype).scope or {}
		if self.user == "Administrator" or not columns or LEVEL_ROLES.get(role) not in judged_levels(columns):
			return EVERYWHERE
		named = {kind: f"`{alias}`.`{column}`" for kind, column in columns.items()}
		return self._at(self._appointed(role), named)

	def _appointed(self, role: str) -> Scope:
		if role not in self._by_role:
			self._by_role[role] = conditions.appointed(self.user, (role,))
		return self._by_role[role]

	def _at(self, scope: Scope, columns: dict[str, str]) -> str:
		"""The columns of a document that ``staffing.staffing`` is asked with."""
		team = columns.get("team") or columns.get("member_team")
		parts = []
		if scope.regions and "region" in columns:
			parts.append(self._nodes.inside(columns["region"], "Service Region", scope.regions))
		if scope.teams and team:
			parts.append(self._nodes.inside(team, "Volunteer Team", scope.teams))
		if scope.sites:
			parts.extend(_at_sites(scope.sites, columns, team))
		return f"({' or '.join(parts)})" if parts else NOWHERE


def _at_sites(sites: tuple[str, ...], columns: dict[str, str], team: str | None) -> list[str]:
	"""The site of the document, else that of its team; and the sites that serve its region."""
	named = ", ".join(frappe.db.escape(site) for site in sites)
	parts = []
	if "site" in columns:
		parts.append(f"{columns['site']} in ({named})")
	if team:
		of_team = f"{team} in (select `name` from `tabVolunteer Team` where `site` in ({named}))"
		without = f"coalesce({columns['site']}, '') = ''" if "site" in columns else EVERYWHERE
		parts.append(f"({without} and {of_team})")
	if "area" in columns:
		parts.append(f"{columns['area']} in ({areas_of_sites(named)})")
	return parts


class _Remembered(Listed):
	"""Each node is asked for once, whatever the number of DocTypes."""

	def __init__(self) -> None:
		self._below: dict[tuple[str, Bounds], str] = {}
		self._inside: dict[tuple[str, Bounds], str] = {}

	def inside(self, column: str, doctype: str, bounds: Bounds) -> str:
		if (doctype, bounds) not in self._inside:
			self._inside[(doctype, bounds)] = super().inside(_COLUMN, doctype, bounds)
		return self._inside[(doctype, bounds)].replace(_COLUMN, column)

	def below(self, doctype: str, bounds: Bounds) -> str:
		if (doctype, bounds) not in self._below:
			self._below[(doctype, bounds)] = super().below(doctype, bounds)
		return self._below[(doctype, bounds)]
