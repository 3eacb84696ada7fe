"""Which review comes next for a service log (design §4).

The log passes the team, then each occupied level up to the one that its day total needs; an empty level
passes to the next occupied one above. The volunteer's user and the recorder do not occupy a level.
"""

from dataclasses import dataclass, field

import frappe
from frappe.utils import nowdate

from volunteer_services.domain.codes import ApprovalLevel
from volunteer_services.domain.daylimit import next_level
from volunteer_services.domain.errors import NoApproverError

LEVEL_ROLES = {
	"Volunteer Team Leader": "Team",
	"Volunteer Site Manager": "Site",
	"Volunteer District Officer": "District",
	"Volunteer City Officer": "City",
}
REVIEW_STATE = {level: f"Pending {level} Review" for level in LEVEL_ROLES.values()}
APPROVED = "Approved"
LEVEL_OF_STATE = {state: level for level, state in REVIEW_STATE.items()}


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


def next_review(state: str, required: str, staff: Staffing, own: set[str], recorder: str | None) -> str:
	"""The state after ``state`` when the log goes on: a pending review or Approved.

	Where nobody but the own users could approve, the levels that those hold count too (the guard then asks
	for the exception of two-person stations); where nobody at all holds a level, the city's review is next.
	"""
	level = LEVEL_OF_STATE.get(state)
	occupied = staff.occupied(own)
	first = level is None
	if first and "Team" in occupied and not staff.holds(recorder or "", "Team"):
		return REVIEW_STATE["Team"]
	passed = None if first or level == "Team" else level
	if passed and ApprovalLevel(passed) >= ApprovalLevel(required):
		return APPROVED
	for levels in (occupied, staff.occupied(set())):
		try:
			following = next_level(passed, required, levels - {"Team"})
		except NoApproverError:
			continue
		if following:
			return REVIEW_STATE[following.value]
	return REVIEW_STATE["City"]
