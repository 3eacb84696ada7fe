"""What a user may see: the union of the user's Staff Appointments, and their own file (design §4).

One place answers for lists, documents, reports and APIs. Appointments name a region, a site or a team; they
reach everything below that node. No User Permissions are made: those are ANDed across links and let
empty links pass.
"""

# The conditions are built of escaped names, numbers and the columns named below.
# ruff: noqa: S608

from collections.abc import Iterable
from dataclasses import dataclass, replace

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from volunteer_services.exceptions import OutOfScopeError
from volunteer_services.foundation import roles
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.house import Document, Through, document
from volunteer_services.foundation.scope import granting
from volunteer_services.foundation.scope.nodes import Listed, Queried

_READING = frozenset({"read", "select", "print", "email", "report", "export"})
_TREES = ("Service Region", "Volunteer Team")
_REACHED = """select a.`scope_type`, a.`scope`, coalesce(r.`lft`, t.`lft`), coalesce(r.`rgt`, t.`rgt`)
	from `tabStaff Appointment` as a
	left join `tabService Region` as r on a.`scope_type` = 'Service Region' and r.`name` = a.`scope`
	left join `tabVolunteer Team` as t on a.`scope_type` = 'Volunteer Team' and t.`name` = a.`scope`
	where a.`user` = %(user)s and (%(any_role)s or a.`role` in %(roles)s) and a.`from_date` <= %(today)s
		and (a.`to_date` is null or a.`to_date` >= %(today)s)
		and (a.`scope_type` = 'Service Site' or r.`name` is not null or t.`name` is not null)
	union all
	select 'Volunteer Profile', `name`, null, null from `tabVolunteer Profile` where `user` = %(user)s"""


@dataclass(frozen=True)
class Scope:
	"""The nodes that a user's appointments reach; ``volunteer`` is the user's own file."""

	user: str
	unrestricted: bool
	regions: tuple[tuple[int, int], ...] = ()
	sites: tuple[str, ...] = ()
	teams: tuple[tuple[int, int], ...] = ()
	volunteer: str | None = None


def get_scope(user: str | None = None, by_roles: Iterable[str] | None = None) -> Scope:
	"""Read the scope of ``user`` (default: the session's user) as it stands today.

	``by_roles``: only what appointments with one of these roles reach. A role holds with its own place only.
	"""
	user = user or frappe.session.user
	if user == "Administrator" or roles.UNRESTRICTED.intersection(frappe.get_roles(user)):
		return Scope(user, True)
	return appointed(user, by_roles)


def appointed(user: str, by_roles: Iterable[str] | None = None) -> Scope:
	"""The nodes of the running appointments alone, also of somebody whose other role sees everything."""
	reached: dict[str, list] = {}
	roles_asked = tuple(by_roles or ()) or None
	values = {
		"user": user,
		"today": nowdate(),
		"roles": roles_asked or ("",),
		"any_role": roles_asked is None,
	}
	for kind, node, lft, rgt in frappe.db.sql(_REACHED, values):
		reached.setdefault(kind, []).append((lft, rgt) if kind in _TREES else node)
	return Scope(
		user,
		False,
		tuple(reached.get("Service Region", ())),
		tuple(reached.get("Service Site", ())),
		tuple(reached.get("Volunteer Team", ())),
		reached.get("Volunteer Profile", [None])[0],
	)


def condition(
	doctype: str,
	user: str | None = None,
	alias: str | None = None,
	*,
	with_own: bool = True,
	by_roles: Iterable[str] | None = None,
) -> str:
	"""SQL condition that keeps the rows of ``doctype`` in the user's scope.

	``alias`` is the table's alias in the query (default: the table itself). Empty string: no restriction.
	``1=0``: nothing at all. For ``permission_query_conditions``, reports and services alike. Reports pass
	``with_own=False``: an officer's own service elsewhere is no part of what the officer administers.
	Decisions pass ``by_roles``: only what is reached by an appointment with one of these roles; by default,
	with one whose role may read the DocType.
	"""
	scope = get_scope(user, by_roles or granting.placed_roles(doctype, granting.READ, user))
	if not with_own or by_roles:
		scope = replace(scope, volunteer=None)
	return reached(scope, doctype, alias or f"tab{doctype}", Listed())


def reached(scope: Scope, doctype: str, table: str, nodes: Queried) -> str:
	"""The condition of ``condition`` for a scope that was read before; ``table``: the name in the query."""
	declared = document(doctype)
	if scope.unrestricted or declared.open_to_read:
		return ""
	columns = _columns(declared, f"`{table}`")
	return _sql(scope, declared, nodes.searched(columns, scope.regions, scope.teams), nodes)


def _columns(declared: Document, table: str) -> dict[str, str]:
	"""The columns that the scope asks, by kind; those that lead through another DocType by their own name."""
	kinds = {kind: f"{table}.`{column}`" for kind, column in (declared.scope or {}).items()}
	return kinds | {_key(way): f"{table}.`{way.column}`" for way in declared.through}


def _key(way: Through) -> str:
	return f"through {way.doctype} by {way.column}"


def permits(
	doctype: str, values: dict, user: str | None = None, by_roles: Iterable[str] | None = None
) -> bool:
	"""Whether a document with these values lies in the user's scope (used before it is stored).

	``by_roles``: only what appointments with one of these roles reach, and nothing as one's own.
	"""
	scope = get_scope(user, by_roles)
	if by_roles:
		scope = replace(scope, volunteer=None)
	if scope.unrestricted:
		return True
	declared = document(doctype)
	held = (declared.scope or {}) | {_key(way): way.column for way in declared.through}
	literals = {kind: frappe.db.escape(values.get(column) or "") for kind, column in held.items()}
	sql = _sql(scope, declared, literals, Queried())
	return bool(frappe.db.sql(f"select 1 from (select 1 as one) as probe where {sql}"))


def check(doctype: str, values: dict, user: str | None = None) -> None:
	"""Raise OutOfScopeError unless the values lie in the user's scope, reached by a role that may store
	such a document."""
	if not permits(doctype, values, user, granting.placed_roles(doctype, granting.STORE, user)):
		frappe.throw(
			_("This {0} lies outside your appointments. Choose one of your own, or ask its officer.").format(
				_(doctype)
			),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)


def _sql(scope: Scope, declared: Document, columns: dict[str, str], nodes: Queried) -> str:
	parts: list[str] = []
	sites = ", ".join(frappe.db.escape(site) for site in scope.sites)
	if scope.regions and "region" in columns:
		parts.append(nodes.inside(columns["region"], "Service Region", scope.regions))
	if sites and "site" in columns:
		parts.append(f"{columns['site']} in ({sites})")
	if sites and "area" in columns:
		parts.append(f"{columns['area']} in ({areas_of_sites(sites)})")
	if scope.teams and "team" in columns:
		parts.append(nodes.inside(columns["team"], "Volunteer Team", scope.teams))
	if columns.keys() & {"member_team", "appointment"}:
		parts.extend(_through_teams(scope, columns, sites, nodes))
	parts.extend(_through_documents(scope, declared, columns, nodes))
	if "user" in columns:
		parts.append(f"{columns['user']} = {frappe.db.escape(scope.user)}")
	if scope.volunteer and "own" in columns:
		parts.append(f"{columns['own']} = {frappe.db.escape(scope.volunteer)}")
	return f"({' or '.join(parts)})" if parts else "1=0"


def _through_teams(scope: Scope, columns: dict[str, str], sites: str, nodes: Queried) -> list[str]:
	"""What is reached through the teams and sites below: members, memberships, appointments."""
	parts = []
	regions = nodes.below("Service Region", scope.regions)
	teams = nodes.below("Volunteer Team", scope.teams)
	reach = _team_reach(regions, sites, teams)
	if reach and "member_team" in columns:
		parts.append(f"{columns['member_team']} in ({reach})")
	if (teams or sites) and "member" in columns:
		parts.append(
			f"{columns['member']} in (select `volunteer` from `tabTeam Membership` "
			"where (`left_on` is null or `left_on` >= current_date) "
			f"and `team` in ({_team_reach('', sites, teams)}))"
		)
	if "appointment" in columns:
		found = [query for query in (regions, _site_reach(regions, sites), reach) if query]
		parts.extend(f"{columns['appointment']} in ({query})" for query in found)
	return parts


def _through_documents(
	scope: Scope, declared: Document, columns: dict[str, str], nodes: Queried
) -> list[str]:
	"""What is seen because another document is seen: of a volunteer whose file is in the scope, of an
	account."""
	parts = []
	for way in declared.through:
		sight = scope if way.with_own else replace(scope, volunteer=None)
		seen = _rows_in_scope(way.doctype, sight, nodes, way.named)
		parts.append(f"{columns[_key(way)]} in ({seen})")
	return parts


def _rows_in_scope(doctype: str, scope: Scope, nodes: Queried, named: str = "name") -> str:
	"""What the documents of ``doctype`` that the scope reaches hold in ``named``."""
	declared, table = document(doctype), f"`tab{doctype}`"
	where = _sql(scope, declared, _columns(declared, table), nodes)
	return f"select {table}.`{named}` from {table} where {where}"


def _site_reach(regions: str, sites: str) -> str:
	wheres = []
	if regions:
		wheres.append(f"`region` in ({regions})")
	if sites:
		wheres.append(f"`name` in ({sites})")
	return f"select `name` from `tabService Site` where {' or '.join(wheres)}" if wheres else ""


def _team_reach(regions: str, sites: str, teams: str) -> str:
	wheres = []
	if regions:
		wheres.append(f"`region` in ({regions})")
	if sites:
		wheres.append(f"`site` in ({sites})")
	if teams:
		wheres.append(f"`name` in ({teams})")
	return f"select `name` from `tabVolunteer Team` where {' or '.join(wheres)}" if wheres else ""


def areas_of_sites(sites: str) -> str:
	return (
		"select `area`.`name` from `tabService Region` as `area` inner join `tabService Region` as `served` "
		"on `area`.`lft` >= `served`.`lft` and `area`.`rgt` <= `served`.`rgt` "
		"inner join `tabService Site Area` as `row` on `row`.`region` = `served`.`name` "
		f"where `row`.`parenttype` = 'Service Site' and `row`.`parent` in ({sites})"
	)


def has_permission(doc, ptype: str = "read", user: str | None = None, **kwargs) -> bool:
	"""``has_permission`` of every scoped DocType: True or False on every path.

	A document that is not stored yet has no scope fields: its controller checks them after they are filled
	(``ScopedDocument``).
	"""
	if isinstance(doc, str):
		return True
	if not doc.get("name") or ptype == "create" or (doc.get("__islocal") and not _is_stored(doc)):
		return True
	declared = document(doc.doctype)
	if declared.open_to_read and ptype in _READING:
		return True
	rights = granting.READ if ptype in _READING else (ptype,)
	scope = get_scope(user, granting.placed_roles(doc.doctype, rights, user))
	if scope.unrestricted:
		return True
	if ptype not in _READING and not granting.is_given_to_volunteers(doc.doctype, rights):
		scope = replace(scope, volunteer=None)
	table = f"`tab{doc.doctype}`"
	where = _sql(scope, declared, _columns(declared, table), Queried())
	found = frappe.db.sql(f"select 1 from {table} where {table}.`name` = %s and {where}", (doc.name,))
	return bool(found)


def _is_stored(doc) -> bool:
	"""A request may call a document new that is none."""
	return bool(frappe.db.exists(doc.doctype, doc.name))


class ScopedDocument:
	"""Mixin: what a user stores must lie in the user's scope, new or moved."""

	def check_scope(self) -> None:
		"""Call at the end of ``validate``, when the scope fields are filled."""
		if self.flags.ignore_permissions or frappe.flags.in_install or frappe.flags.in_migrate:
			return
		before = self.get_doc_before_save()
		if before is None and self.get("amended_from"):
			# Frappe copies the attachments of what is amended.
			require_permission(self.doctype, "read", self.amended_from)
		declared = document(self.doctype)
		columns = {*(declared.scope or {}).values(), *(way.column for way in declared.through)}
		if before and all((before.get(column) or "") == (self.get(column) or "") for column in columns):
			return
		check(self.doctype, self.as_dict())


def active_on(row, day=None) -> bool:
	"""Whether an appointment or membership row with from_date/to_date runs on ``day`` (default today)."""
	day = getdate(day or nowdate())
	return getdate(row.from_date) <= day and (not row.to_date or getdate(row.to_date) >= day)
