"""Groups at an activity: places under one responsible person, who are named one by one."""

import frappe
from frappe import _

from volunteer_services.foundation import limits
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.services.signing import access
from volunteer_services.volunteer_projects.services.signing.checks import Ask
from volunteer_services.volunteer_projects.services.together import groups

DOCTYPE = "Group Sign Up"
NAMES_AN_HOUR = 60


@endpoint(methods=["POST"])
def book(
	activity: str,
	group_name: str,
	head_count: int,
	shift: str | None = None,
	volunteer: str | None = None,
	passphrase: str = "",
) -> dict:
	"""Keep places for a group: {name, open_places}. ``volunteer``: who is responsible, if the organiser asks;
	else oneself."""
	if volunteer:
		access.check(activity, volunteer)
		ask = Ask(volunteer)
	else:
		ask = Ask(_own(), is_own=True, passphrase=passphrase)
	return retry.whole(lambda: groups.book(activity, ask, shift, group_name, head_count))


@endpoint(methods=["POST"])
def name_person(group: str, volunteer: str, full_name: str = "") -> dict:
	"""Give one of the group's places a name: {name, status, open_places}.

	By the responsible person, with the number and the name as on the card; by the organiser, for those whom
	they see or have looked up.
	"""
	if _is_own(group) and not _may_organise(group):
		limits.require("group names", frappe.session.user, NAMES_AN_HOUR)
		who = groups.by_number(volunteer, full_name)
		return retry.whole(lambda: groups.name_person(group, who, by_staff=False))
	_require_organiser(group)
	access.check(frappe.db.get_value(DOCTYPE, group, "activity"), volunteer)
	return retry.whole(lambda: groups.name_person(group, volunteer, by_staff=True))


@endpoint(methods=["POST"])
def withdraw(group: str) -> dict:
	"""Give the places without a name back; by the responsible person or the organiser: {}."""
	if not _is_own(group):
		_require_organiser(group)
	retry.whole(lambda: groups.withdraw(group))
	return {}


@endpoint(methods=["GET"])
def mine() -> list[dict]:
	"""The groups for which one is responsible."""
	return groups.of_person(access.own_volunteer())


def _own() -> str:
	own = access.own_volunteer()
	if not own:
		frappe.throw(_("Your user has no volunteer's file."), frappe.PermissionError)
	return own


def _is_own(group: str) -> bool:
	own = access.own_volunteer()
	return bool(own) and frappe.db.get_value(DOCTYPE, group, "volunteer") == own


def _may_organise(group: str) -> bool:
	activity = frappe.db.get_value(DOCTYPE, group, "activity")
	return access.is_staff() and bool(frappe.has_permission("Service Activity", "write", activity))


def _require_organiser(group: str) -> None:
	"""Raise PermissionError unless the user may write the group's activity."""
	require_permission(DOCTYPE, "read", group)
	require_permission("Service Activity", "write", frappe.db.get_value(DOCTYPE, group, "activity") or "")
