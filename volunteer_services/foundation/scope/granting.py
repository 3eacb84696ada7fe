"""Which roles give a right on a DocType. A role by place gives it at the places of its own appointments only:
who manages one site and leads a team elsewhere writes there what a leader may write."""

from collections.abc import Iterable

import frappe
from frappe.utils import cint

from volunteer_services.foundation import roles
from volunteer_services.foundation.scope.staffing import LEVEL_ROLES

READ = ("read", "select")
STORE = ("write", "create")
_NOBODY = ("",)


def placed_roles(doctype: str, rights: Iterable[str], user: str | None = None) -> tuple[str, ...] | None:
	"""The roles by place that give one of the rights; None where the place of any appointment will do: all of
	them give it, or a role of the user's that has no place does."""
	given = _giving(doctype, rights)
	if given >= LEVEL_ROLES.keys():
		return None
	if (given - LEVEL_ROLES.keys() - {roles.VOLUNTEER}).intersection(frappe.get_roles(user)):
		return None
	return tuple(sorted(given & LEVEL_ROLES.keys())) or _NOBODY


def is_given_to_volunteers(doctype: str, rights: Iterable[str]) -> bool:
	"""Whether people have the right on what is their own."""
	return roles.VOLUNTEER in _giving(doctype, rights)


def _giving(doctype: str, rights: Iterable[str]) -> set[str]:
	return {
		row.role
		for row in frappe.get_meta(doctype).permissions
		if not cint(row.permlevel) and any(row.get(right) for right in rights)
	}
