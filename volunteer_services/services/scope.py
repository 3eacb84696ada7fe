"""What a user may see: the union of the user's Staff Appointments, and the own file (design §4).

One place answers for lists, documents, reports and APIs. Appointments name a region, a site or a team; they
reach everything below that node. No User Permissions are made: those are ANDed across links and let
empty links pass.
"""

# The conditions are built of escaped names, numbers and the columns named below.
# ruff: noqa: S608

from collections.abc import Callable
from dataclasses import dataclass, replace

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from volunteer_services.exceptions import OutOfScopeError

MOST_NAMED = 2000
"""Up to so many regions or teams are named one by one in the condition of a list."""

UNRESTRICTED_ROLES = frozenset({"Volunteer Services Manager", "Volunteer Services Auditor"})

# Which column of a DocType holds which kind of node. "member": volunteers reached through memberships;
# "file": whoever may see the volunteer's file; "account", "transfer": whoever may see the account of points.
SCOPE_COLUMNS: dict[str, dict[str, str]] = {
	"Service Site": {"region": "region", "site": "name"},
	"Volunteer Team": {"region": "region", "site": "site", "team": "name"},
	"Volunteer Profile": {
		"region": "region",
		"area": "region",
		"member_team": "primary_team",
		"member": "name",
		"own": "name",
	},
	"Team Membership": {"member_team": "team", "own": "volunteer"},
	"Volunteer Project": {"region": "region", "site": "site", "team": "team"},
	"Service Activity": {"region": "region", "site": "site", "team": "team"},
	"Service Log": {"region": "region", "site": "site", "team": "team", "own": "volunteer"},
	"Record Correction": {"region": "region", "site": "site", "team": "team", "own": "volunteer"},
	"Service Certificate": {"region": "region", "site": "site", "team": "team", "own": "volunteer"},
	"Star Award": {"region": "region", "site": "site", "team": "team", "own": "volunteer"},
	"Points Account": {"file": "volunteer", "member_team": "team", "own": "volunteer"},
	"Points Entry": {"account": "account"},
	"Points Transfer": {"transfer": "name"},
	"Points Earning": {"file": "volunteer", "own": "volunteer"},
	"Points Adjustment": {"region": "region", "user": "prepared_by"},
	"Reward Item": {"region": "region", "site": "site"},
	"Reward Redemption": {"region": "region", "site": "site", "team": "team", "own": "volunteer"},
	"Points Donation": {"file": "from_volunteer", "member_team": "from_team", "own": "from_volunteer"},
	"Hardship Grant": {"region": "region", "site": "site"},
	"Staff Appointment": {"appointment": "scope", "user": "user"},
}

# Everybody with the right may read these; they are written within the scope.
OPEN_TO_READ = frozenset({"Reward Item"})
_READING = frozenset({"read", "select", "print", "email", "report", "export"})


_TREES = ("Service Region", "Volunteer Team")
_APPOINTMENTS = """select a.`scope_type`, a.`scope`, coalesce(r.`lft`, t.`lft`), coalesce(r.`rgt`, t.`rgt`)
	from `tabStaff Appointment` as a
	left join `tabService Region` as r on a.`scope_type` = 'Service Region' and r.`name` = a.`scope`
	left join `tabVolunteer Team` as t on a.`scope_type` = 'Volunteer Team' and t.`name` = a.`scope`
	where a.`user` = %s and a.`from_date` <= %s and (a.`to_date` is null or a.`to_date` >= %s)
		and (a.`scope_type` = 'Service Site' or r.`name` is not null or t.`name` is not null)
	order by a.`creation`"""


@dataclass(frozen=True)
class Scope:
	"""The nodes that a user's appointments reach; ``volunteer`` is the user's own file."""

	user: str
	unrestricted: bool
	regions: tuple[tuple[int, int], ...] = ()
	sites: tuple[str, ...] = ()
	teams: tuple[tuple[int, int], ...] = ()
	volunteer: str | None = None


def get_scope(user: str | None = None) -> Scope:
	"""Read the scope of ``user`` (default: the session's user) as it stands today."""
	user = user or frappe.session.user
	if user == "Administrator" or UNRESTRICTED_ROLES.intersection(frappe.get_roles(user)):
		return Scope(user, True)
	today = nowdate()
	reached: dict[str, list[tuple]] = {"Service Region": [], "Service Site": [], "Volunteer Team": []}
	for scope_type, node, lft, rgt in frappe.db.sql(_APPOINTMENTS, (user, today, today)):
		reached[scope_type].append((lft, rgt) if scope_type in _TREES else (node,))
	return Scope(
		user,
		False,
		tuple(reached["Service Region"]),
		tuple(node for (node,) in reached["Service Site"]),
		tuple(reached["Volunteer Team"]),
		frappe.db.get_value("Volunteer Profile", {"user": user}, "name"),
	)


def condition(
	doctype: str, user: str | None = None, alias: str | None = None, *, with_own: bool = True
) -> str:
	"""SQL condition that keeps the rows of ``doctype`` in the user's scope.

	``alias`` is the table's alias in the query (default: the table itself). Empty string: no restriction.
	``1=0``: nothing at all. For ``permission_query_conditions``, reports and services alike. Reports pass
	``with_own=False``: an officer's own service elsewhere is no part of what the officer administers.
	"""
	scope = get_scope(user)
	if not with_own:
		scope = replace(scope, volunteer=None)
	return _condition(scope, doctype, alias or f"tab{doctype}", _nodes)


def _condition(scope: Scope, doctype: str, table: str, nodes_below: Callable) -> str:
	if scope.unrestricted or doctype in OPEN_TO_READ:
		return ""
	columns = {kind: f"`{table}`.`{column}`" for kind, column in SCOPE_COLUMNS[doctype].items()}
	return _sql(scope, columns, nodes_below)


def permits(doctype: str, values: dict, user: str | None = None) -> bool:
	"""Whether a document with these values lies in the user's scope (used before it is stored)."""
	scope = get_scope(user)
	if scope.unrestricted:
		return True
	literals = {
		kind: frappe.db.escape(values.get(column) or "") for kind, column in SCOPE_COLUMNS[doctype].items()
	}
	sql = _sql(scope, literals, _tree_query)
	return bool(frappe.db.sql(f"select 1 from (select 1 as one) as probe where {sql}"))


def check(doctype: str, values: dict, user: str | None = None) -> None:
	"""Raise OutOfScopeError unless the values lie in the user's scope."""
	if not permits(doctype, values, user):
		frappe.throw(
			_("This {0} lies outside your appointments. Choose one of your own, or ask its officer.").format(
				_(doctype)
			),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)


def _sql(scope: Scope, columns: dict[str, str], nodes_below: Callable) -> str:
	parts: list[str] = []
	regions = nodes_below("Service Region", scope.regions)
	teams = nodes_below("Volunteer Team", scope.teams)
	sites = ", ".join(frappe.db.escape(site) for site in scope.sites)
	team_reach = _team_reach(regions, sites, teams)
	if regions and "region" in columns:
		parts.append(f"{columns['region']} in ({regions})")
	if sites and "site" in columns:
		parts.append(f"{columns['site']} in ({sites})")
	if sites and "area" in columns:
		parts.append(f"{columns['area']} in ({_areas_of_sites(sites)})")
	if teams and "team" in columns:
		parts.append(f"{columns['team']} in ({teams})")
	if team_reach and "member_team" in columns:
		parts.append(f"{columns['member_team']} in ({team_reach})")
	if (teams or sites) and "member" in columns:
		reach = _team_reach("", sites, teams)
		parts.append(
			f"{columns['member']} in (select `volunteer` from `tabTeam Membership` "
			f"where (`left_on` is null or `left_on` >= current_date) and `team` in ({reach}))"
		)
	if "file" in columns:
		files = _rows_in_scope("Volunteer Profile", replace(scope, volunteer=None), nodes_below)
		parts.append(f"{columns['file']} in ({files})")
	if "account" in columns:
		parts.append(f"{columns['account']} in ({_rows_in_scope('Points Account', scope, nodes_below)})")
	if "transfer" in columns:
		accounts = _rows_in_scope("Points Account", scope, nodes_below)
		entries = f"select `transfer` from `tabPoints Entry` where `account` in ({accounts})"
		parts.append(f"{columns['transfer']} in ({entries})")
	if "appointment" in columns:
		nodes = [query for query in (regions, _site_reach(regions, sites), team_reach) if query]
		parts.extend(f"{columns['appointment']} in ({query})" for query in nodes)
	if "user" in columns:
		parts.append(f"{columns['user']} = {frappe.db.escape(scope.user)}")
	if scope.volunteer and "own" in columns:
		parts.append(f"{columns['own']} = {frappe.db.escape(scope.volunteer)}")
	return f"({' or '.join(parts)})" if parts else "1=0"


def _rows_in_scope(doctype: str, scope: Scope, nodes_below: Callable) -> str:
	"""The names of the documents of ``doctype`` that the scope reaches."""
	columns = {kind: f"`tab{doctype}`.`{column}`" for kind, column in SCOPE_COLUMNS[doctype].items()}
	return f"select `tab{doctype}`.`name` from `tab{doctype}` where {_sql(scope, columns, nodes_below)}"


def _tree_query(doctype: str, bounds: tuple[tuple[int, int], ...]) -> str:
	if not bounds:
		return ""
	ranges = " or ".join(f"(`lft` >= {int(lft)} and `rgt` <= {int(rgt)})" for lft, rgt in bounds)
	return f"select `name` from `tab{doctype}` where {ranges}"


def _nodes(doctype: str, bounds: tuple[tuple[int, int], ...]) -> str:
	"""The nodes by name, or the query where they are too many.

	Given the names, the database reads a list in its order and stops after a page, and counts within an
	index; given a query, it collects all rows of all nodes first and sorts them.
	"""
	query = _tree_query(doctype, bounds)
	if not query:
		return ""
	count, names = frappe.db.sql(
		f"select count(*), {_quoted_names()} from ({query} limit {MOST_NAMED + 1}) as n"
	)[0]
	return names.replace("%", "%%") if names and count <= MOST_NAMED else query


def _quoted_names() -> str:
	"""All names in one text, each quoted as a literal: quicker than a row for each."""
	if frappe.db.db_type == "mariadb":
		return "group_concat(quote(n.`name`) separator ', ')"
	return "string_agg(quote_literal(n.`name`), ', ')"


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


def _areas_of_sites(sites: str) -> str:
	return (
		"select `area`.`name` from `tabService Region` as `area` inner join `tabService Region` as `served` "
		"on `area`.`lft` >= `served`.`lft` and `area`.`rgt` <= `served`.`rgt` "
		"inner join `tabService Site Area` as `row` on `row`.`region` = `served`.`name` "
		f"where `row`.`parenttype` = 'Service Site' and `row`.`parent` in ({sites})"
	)


# --- hooks ---------------------------------------------------------------------------------------------


def has_permission(doc, ptype: str = "read", user: str | None = None, **kwargs) -> bool:
	"""``has_permission`` of every scoped DocType: True or False on every path.

	A document that is not stored yet has no scope fields: its controller checks them after they are filled
	(``ScopedDocument``).
	"""
	if isinstance(doc, str):
		return True
	if doc.get("__islocal") or not doc.get("name") or ptype == "create":
		return True
	if doc.doctype in OPEN_TO_READ and ptype in _READING:
		return True
	scope = get_scope(user)
	if scope.unrestricted:
		return True
	columns = {kind: f"`tab{doc.doctype}`.`{column}`" for kind, column in SCOPE_COLUMNS[doc.doctype].items()}
	where = _sql(scope, columns, _tree_query)
	table = f"`tab{doc.doctype}`"
	found = frappe.db.sql(f"select 1 from {table} where {table}.`name` = %s and {where}", (doc.name,))
	return bool(found)


class ScopedDocument:
	"""Mixin: what a user stores must lie in the user's scope, new or moved."""

	def check_scope(self) -> None:
		"""Call at the end of ``validate``, when the scope fields are filled."""
		if self.flags.ignore_permissions or frappe.flags.in_install or frappe.flags.in_migrate:
			return
		before = self.get_doc_before_save()
		columns = set(SCOPE_COLUMNS[self.doctype].values())
		if before and all((before.get(column) or "") == (self.get(column) or "") for column in columns):
			return
		check(self.doctype, self.as_dict())


def active_on(row, day=None) -> bool:
	"""Whether an appointment or membership row with from_date/to_date runs on ``day`` (default today)."""
	day = getdate(day or nowdate())
	return getdate(row.from_date) <= day and (not row.to_date or getdate(row.to_date) >= day)
