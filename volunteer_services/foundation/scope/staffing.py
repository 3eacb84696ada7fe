"""Who is appointed where: the levels of review that somebody occupies for a team, a site and a region."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.utils import nowdate

from volunteer_services.foundation import access, roles
from volunteer_services.foundation.house import house

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


def staffing(
	team: str | None, site: str | None, region: str | None, further_sites: Iterable[str] = ()
) -> Staffing:
	"""Active appointments that reach a document of this team, site and region, in two queries."""
	known = getattr(frappe.local, "volunteer_services_staffing", None)
	if known is None:
		return _read(team, site, region, further_sites)
	key = (team, site, region, tuple(further_sites))
	if key not in known:
		known[key] = _read(*key)
	return known[key]


@contextmanager
def remembered() -> Iterator[None]:
	"""Within the block, which is part of one transaction, the appointments of a place are read once."""
	outer = getattr(frappe.local, "volunteer_services_staffing", None)
	frappe.local.volunteer_services_staffing = {} if outer is None else outer
	try:
		yield
	finally:
		frappe.local.volunteer_services_staffing = outer


def _read(team: str | None, site: str | None, region: str | None, further_sites: Iterable[str]) -> Staffing:
	day = nowdate()
	sites = [name for name in (site, *further_sites) if name]
	nodes = [*_path("Volunteer Team", team), *_path("Service Region", region), *sites]
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


def roles_here(doc, user: str | None = None) -> set[str]:
	"""The user's roles as far as they hold for this document.

	A role by place holds only together with the place of the same appointment: who manages one site and
	leads a team elsewhere reviews there as a leader. The role of a volunteer holds for what is their own.
	Other roles hold everywhere.
	"""
	user = user or frappe.session.user
	held = set(frappe.get_roles(user))
	declared = house().documents.get(doc.doctype)
	if user == "Administrator" or not declared or not declared.scope or not held.intersection(LEVEL_ROLES):
		return held
	staff = staffing(*_place(doc, declared.scope))
	judged = judged_levels(declared.scope)
	if roles.VOLUNTEER in held and not _is_own(doc, declared.scope, user):
		held.discard(roles.VOLUNTEER)
	return {
		role for role in held if LEVEL_ROLES.get(role) not in judged or staff.holds(user, LEVEL_ROLES[role])
	}


def _is_own(doc, columns: dict[str, str], user: str) -> bool:
	"""Whether the document belongs to the user's own file; those that know no owner are nobody's."""
	if "own" not in columns:
		return True
	own = doc.get(columns["own"])
	return bool(own) and frappe.db.get_value("Volunteer Profile", own, "user") == user


def judged_levels(columns: dict[str, str]) -> set[str]:
	"""The levels that the columns of a document say anything about: one that names a region only is no
	measure for those who are appointed to a site, and the scope alone decides."""
	of_team = bool({"team", "member_team"} & columns.keys())
	levels = {"Team"} if of_team else set()
	if of_team or {"site", "area"} & columns.keys():
		levels.add("Site")
	return levels | {"District", "City"}


def require_role_here(doc, wanted: Iterable[str]) -> None:
	"""Raise PermissionError unless the user has one of the roles where the document belongs.

	A role by place holds only together with the place of the same appointment.
	"""
	access.require_role(wanted)
	if frappe.session.user != "Administrator" and not roles_here(doc).intersection(wanted):
		frappe.throw(
			_("{0} {1} lies outside the place of your appointment.").format(_(doc.doctype), doc.name),
			frappe.PermissionError,
			title=_("Outside Your Scope"),
		)


def _place(doc, columns: dict[str, str]) -> tuple[str | None, str | None, str | None, list[str]]:
	"""(team, site, region, further sites) of a document."""
	team = doc.get(columns.get("team") or columns.get("member_team") or "")
	site = doc.get(columns.get("site") or "")
	region = doc.get(columns.get("region") or "")
	if team and not site:
		site = frappe.db.get_value("Volunteer Team", team, "site")
	serving = _serving(doc.get(columns["area"])) if "area" in columns else []
	return team, site, region, serving


def _serving(region: str | None) -> list[str]:
	"""The sites whose service areas hold the region."""
	nodes = _path("Service Region", region)
	if not nodes:
		return []
	return frappe.get_all(
		"Service Site Area", filters={"region": ["in", nodes], "parenttype": "Service Site"}, pluck="parent"
	)
