"""Staff appointments: who may appoint whom, and the roles that follow the terms."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from volunteer_services.exceptions import AppointmentError
from volunteer_services.foundation import roles
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.scope.conditions import active_on

APPOINTMENT = "Staff Appointment"
RANKS = {
	roles.LEADER: 1,
	roles.SITE: 2,
	roles.DISTRICT: 3,
	roles.CITY: 4,
	roles.MANAGER: 5,
}
# Which node a role is appointed to; regions with their levels ([S3] a 镇街 may have no district above it).
FITTING = {
	roles.LEADER: ("Volunteer Team", ()),
	roles.SITE: ("Service Site", ()),
	roles.DISTRICT: ("Service Region", ("District", "Street")),
	roles.CITY: ("Service Region", ("City", "Province")),
}


def check_fit(doc) -> None:
	"""Raise AppointmentError unless the role fits the scope."""
	scope_type, levels = FITTING[doc.role]
	if doc.scope_type != scope_type:
		_refuse(_("A {0} is appointed to a {1}.").format(_(doc.role), _(scope_type)))
	if levels and frappe.db.get_value("Service Region", doc.scope, "region_level") not in levels:
		_refuse(
			_("A {0} is appointed to a region of the level {1}.").format(
				_(doc.role), ", ".join(_(level) for level in levels)
			)
		)


def check_term(doc) -> None:
	"""Raise AppointmentError for a term that ends before it begins or repeats another."""
	if doc.to_date and getdate(doc.to_date) < getdate(doc.from_date):
		_refuse(_("The appointment ends before it begins."))
	if doc.acting_for and doc.acting_for == doc.user:
		_refuse(_("Nobody acts for themselves. Leave Acting For empty, or name the other person."))
	rows = frappe.get_all(
		APPOINTMENT,
		filters={
			"user": doc.user,
			"role": doc.role,
			"scope": doc.scope,
			"name": ["!=", doc.name or ""],
			"from_date": ["<=", doc.to_date or "9999-12-31"],
		},
		or_filters=[["to_date", ">=", doc.from_date], ["to_date", "is", "not set"]],
		pluck="name",
		order_by="from_date",
		limit=1,
	)
	if rows:
		_refuse(_("The appointment {0} gives the same in that time already.").format(rows[0]))


def check_authority(row, user: str | None = None) -> None:
	"""Officers appoint below their own level, within their own scope, and never themselves.

	Raises AppointmentError.
	"""
	user = user or frappe.session.user
	own = max((RANKS.get(role, 0) for role in frappe.get_roles(user)), default=0)
	if user == "Administrator" or own == RANKS[roles.MANAGER]:
		return
	if row.user == user:
		_refuse(_("Nobody appoints themselves. Ask the officer above you."))
	if RANKS[row.role] >= own:
		_refuse(_("A {0} is appointed by a level above yours.").format(_(row.role)))
	above = [role for role, rank in RANKS.items() if rank > RANKS[row.role]]
	if not reaches(row.scope_type, row.scope, user, above):
		_refuse(_("{0} {1} lies outside your own appointments.").format(_(row.scope_type), row.scope))


def reaches(
	scope_type: str, node: str, user: str | None = None, by_roles: Iterable[str] | None = None
) -> bool:
	"""Whether a region, site or team lies within the user's own scope; with ``by_roles``, within what
	appointments with one of these roles reach."""
	if scope_type == "Service Region":
		own = scope.get_scope(user, by_roles)
		bounds = frappe.db.get_value("Service Region", node, ["lft", "rgt"])
		return own.unrestricted or bool(
			bounds and any(lft <= bounds[0] and rgt >= bounds[1] for lft, rgt in own.regions)
		)
	fields = ["name", "region"] + (["site"] if scope_type == "Volunteer Team" else [])
	row = frappe.db.get_value(scope_type, node, fields, as_dict=True)
	return bool(row) and scope.permits(scope_type, row, user, by_roles)


def sync_roles(user: str) -> None:
	"""Give the roles of the running appointments; take back those that an ended appointment had given.

	A role that the user had before, from somewhere else, is never taken.
	"""
	frappe.db.sql("select `name` from `tabUser` where `name` = %s for update", (user,))
	rows = frappe.get_all(
		APPOINTMENT,
		filters={"user": user},
		fields=["name", "role", "from_date", "to_date", "is_role_granted"],
		order_by="from_date, name",
	)
	running = [row for row in rows if active_on(row)]
	for row in running:
		if roles.grant(user, row.role):
			_mark(row, 1)
	for row in rows:
		if row.is_role_granted and row not in running:
			_hand_over(user, row, running)


def _hand_over(user: str, ended, running: list) -> None:
	heir = next((row for row in running if row.role == ended.role), None)
	_mark(ended, 0)
	if heir:
		_mark(heir, 1)
	else:
		roles.revoke(user, ended.role)


def _mark(row, value: int) -> None:
	row.is_role_granted = value
	frappe.db.set_value(APPOINTMENT, row.name, "is_role_granted", value, update_modified=False)


def forget(doc) -> None:
	"""An appointment is deleted: it gives back its role as if it had ended."""
	if not doc.is_role_granted:
		return
	rows = frappe.get_all(
		APPOINTMENT,
		filters={"user": doc.user, "role": doc.role, "name": ["!=", doc.name]},
		fields=["name", "role", "from_date", "to_date", "is_role_granted"],
		order_by="from_date, name",
	)
	_hand_over(doc.user, doc, [row for row in rows if active_on(row)])


def sync_terms() -> None:
	"""Daily: appointments that began or ended since. Few a day, so one user after the other."""
	users = frappe.db.sql(
		"""select distinct a.`user` from `tabStaff Appointment` a
		where (a.`is_role_granted` = 1 and a.`to_date` < %(today)s)
			or (a.`from_date` <= %(today)s and (a.`to_date` is null or a.`to_date` >= %(today)s)
				and not exists (select 1 from `tabHas Role` r where r.`parenttype` = 'User'
					and r.`parent` = a.`user` and r.`role` = a.`role`))
		order by a.`user`""",
		{"today": nowdate()},
		pluck=True,
	)
	for user in users:
		sync_roles(user)


def keep_for_membership(membership, user: str) -> None:
	"""Make or adjust the appointment that belongs to a leading membership."""
	name = frappe.db.get_value(
		APPOINTMENT, {"team_membership": membership.name}, "name", order_by="creation desc"
	)
	doc = frappe.get_doc(APPOINTMENT, name) if name else frappe.new_doc(APPOINTMENT)
	if name and doc.user != user:
		end_for_membership(membership.name, nowdate())
		doc = frappe.new_doc(APPOINTMENT)
	values = {
		"user": user,
		"role": roles.LEADER,
		"scope_type": "Volunteer Team",
		"scope": membership.team,
		"from_date": membership.joined_on,
		"to_date": membership.left_on,
		"team_membership": membership.name,
	}
	doc.update(values)
	doc.flags.from_membership = doc.flags.by_service = True
	doc.save(ignore_permissions=True)  # whoever may write the membership decides


def end_for_membership(membership: str, last_day: str) -> None:
	"""End the running appointments of a membership with ``last_day``; delete those that never began."""
	for name in frappe.get_all(
		APPOINTMENT,
		filters={"team_membership": membership},
		or_filters=[["to_date", ">", last_day], ["to_date", "is", "not set"]],
		pluck="name",
		order_by="creation",
	):
		doc = frappe.get_doc(APPOINTMENT, name)
		doc.flags.from_membership = True
		# Whoever may write the membership decides here, too.
		if getdate(doc.from_date) > getdate(last_day):
			doc.delete(ignore_permissions=True)
		else:
			doc.to_date = last_day
			doc.save(ignore_permissions=True)


def _refuse(message: str) -> None:
	frappe.throw(message, AppointmentError, title=_("Staff Appointment"))
