"""A guardian signs up the minors in their care, and comes along."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, now_datetime, nowdate

from volunteer_services.exceptions import SignUpError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain import family as rules
from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP
from volunteer_services.volunteer_projects.services.signing import enter, held, steps
from volunteer_services.volunteer_projects.services.signing.checks import Ask

PROFILE = "Volunteer Profile"
MOST_SHOWN = 50


def children(adult: str | None) -> list[frappe._dict]:
	"""The minors in the care of ``adult``: name, full_name. By the guardian whom their file names, or as
	whose proxy the staff has entered the adult's user. Two queries."""
	if not adult:
		return []
	own = frappe.db.get_value(PROFILE, adult, ["full_name", "mobile", "user", "date_of_birth"], as_dict=True)
	if not own or not own.full_name:
		return []
	rows = frappe.db.sql(
		"""select v.`name`, v.`full_name`, v.`date_of_birth`, v.`guardian_name`, v.`guardian_phone`,
			x.`user` as proxy
		from (
			select `name` from `tabVolunteer Profile` where `guardian_name` = %(name)s
			union select `parent` from `tabVolunteer Proxy`
			where `parenttype` = 'Volunteer Profile' and `user` = %(user)s
		) near inner join `tabVolunteer Profile` v on v.`name` = near.`name`
		left join `tabVolunteer Proxy` x on x.`parent` = v.`name` and x.`parenttype` = 'Volunteer Profile'
			and x.`user` = %(user)s and (x.`valid_until` is null or x.`valid_until` >= %(today)s)
		where v.`workflow_state` not in ('Rejected', 'Deregistered') and v.`is_restricted` = 0
		order by v.`full_name`, v.`name` limit %(most)s""",
		{
			"name": own.full_name,
			"user": own.user or None,
			"today": nowdate(),
			"most": MOST_SHOWN,
		},
		as_dict=True,
	)
	person = rules.Adult(
		own.full_name,
		cstr(own.mobile),
		cstr(own.user),
		getdate(own.date_of_birth) if own.date_of_birth else None,
	)
	today, until = getdate(nowdate()), cint(settings().guardian_age)
	found = {row.name: row for row in rows if rules.is_in_care(person, _child(row), today, until)}
	return [frappe._dict(name=name, full_name=row.full_name) for name, row in found.items()]


def _child(row: frappe._dict) -> rules.Child:
	return rules.Child(
		row.full_name,
		getdate(row.date_of_birth) if row.date_of_birth else None,
		cstr(row.guardian_name),
		cstr(row.guardian_phone),
		frozenset({row.proxy} if row.proxy else ()),
	)


def sign_up(activity: str, adult: str, child: str, shift: str | None, passphrase: str) -> dict:
	"""Sign a child up beside the adult's own place: {name, status, position}.

	Raises PermissionError for somebody else's child, SignUpError for an adult without a place at the shift,
	and what stands against the child's sign-up.
	"""
	_require_in_care(adult, child)
	shift = shift or shifts.only(activity)
	place = held.hold(activity, shift)
	rows = frappe.db.sql(
		"""select `name`, `status`, `volunteer_name` from `tabActivity Sign Up`
		where `activity` = %s and `shift` = %s and `volunteer` = %s for update""",
		(activity, place.shift.name, adult),
		as_dict=True,
	)
	own = rows[0] if rows else frappe._dict(volunteer_name=frappe.db.get_value(PROFILE, adult, "full_name"))
	with enforce(SignUpError, _("Sign-up")):
		rules.check_comes_along(own.volunteer_name, own.status)
	ask = Ask(child, is_own=True, passphrase=passphrase)
	answer = enter.sign_up(activity, ask, shift, enter.FAMILY)
	frappe.db.set_value(SIGN_UP, answer["name"], "accompanied_by", own.name)
	return answer


def withdraw(sign_up: str, adult: str) -> dict:
	"""The adult takes a child off the list: {name, status, position}. Raises PermissionError."""
	child = frappe.db.get_value(SIGN_UP, sign_up, "volunteer")
	_require_in_care(adult, child)
	return steps.move(sign_up, "Withdrawn", is_own=True)


def of_person(adult: str | None) -> dict:
	"""For the own page: {children: [{name, full_name}], sign_ups: of the children, to come; by shift: {shift:
	names of children}}. Three queries at most."""
	found = children(adult)
	if not found:
		return {"children": [], "sign_ups": [], "by_shift": {}}
	rows = frappe.db.sql(
		"""select `name`, `shift`, `volunteer`, `volunteer_name`, `activity_name`, `status`, `starts_on`,
			`ends_on`
		from `tabActivity Sign Up` where `volunteer` in %s and `status` in %s and `ends_on` > %s
		order by `starts_on`, `volunteer_name` limit %s""",
		(tuple(one.name for one in found), tuple(EXPECTED), now_datetime(), MOST_SHOWN),
		as_dict=True,
	)
	by_shift: dict[str, set[str]] = defaultdict(set)
	for row in rows:
		by_shift[row.shift].add(row.volunteer)
	return {"children": found, "sign_ups": rows, "by_shift": by_shift}


def _require_in_care(adult: str, child: str | None) -> None:
	if not child or child not in {one.name for one in children(adult)}:
		frappe.throw(
			_("You have no permission for {0}.").format(_(PROFILE)),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)
