"""Who is appointed where: the levels of review that somebody occupies for a team, a site and a region."""

from dataclasses import dataclass, field

import frappe
from frappe.utils import nowdate

from volunteer_services.foundation import roles

LEVEL_ROLES = {
	roles.LEADER: "Team",
	roles.SITE: "Site",
	roles.DISTRICT: "District",
	roles.CITY: "City",
}


@dataclass
class Staffing:
	"""Who holds which level over one team, site and region: level → users."""

	users: dict[str, set[str]] = field(default_factory=dict)

	def occupied(self, without: set[str]) -> set[str]:
		"""Levels that somebody other than these users holds."""
		return {level for level, users in self.users.items() if users - without}

	def holds(self, user: str, level: str) -> bool:
		"""Whether the user holds the level."""
		return user in self.users.get(level, ())


def staffing(team: str | None, site: str | None, region: str | None, day: str | None = None) -> Staffing:
	"""Active appointments that reach a document of this team, site and region, in two queries."""
	day = day or nowdate()
	nodes = [*_path("Volunteer Team", team), *_path("Service Region", region), *([site] if site else [])]
	found = Staffing()
	if not nodes:
		return found
	rows = frappe.db.sql(
		"""select a.`role`, a.`user` from `tabStaff Appointment` a
		inner join `tabUser` u on u.`name` = a.`user` and u.`enabled` = 1
		where a.`scope` in %s and a.`from_date` <= %s and (a.`to_date` is null or a.`to_date` >= %s)""",
		(tuple(nodes), day, day),
	)
	for role, user in rows:
		found.users.setdefault(LEVEL_ROLES[role], set()).add(user)
	return found


def _path(doctype: str, name: str | None) -> list[str]:
	"""The node and those above it."""
	if not name:
		return []
	return [
		row[0]
		for row in frappe.db.sql(
			f"""select above.`name` from `tab{doctype}` above inner join `tab{doctype}` node
			on above.`lft` <= node.`lft` and above.`rgt` >= node.`rgt` where node.`name` = %s""",  # noqa: S608
			(name,),
		)
	]
