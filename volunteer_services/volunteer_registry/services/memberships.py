"""Memberships in teams with their history; leaders and deputies get role and scope for their term."""

import frappe
from frappe import _
from frappe.utils import add_days, getdate, nowdate

from volunteer_services.exceptions import MembershipError
from volunteer_services.foundation.scope import appointments

MEMBERSHIP = "Team Membership"
LEADING = ("Leader", "Deputy")
_FOREVER = "9999-12-31"


def ensure(volunteer: str, team: str) -> None:
	"""Make the volunteer a member of the team unless an open membership exists."""
	if frappe.db.exists(MEMBERSHIP, {"open_key": open_key(volunteer, team)}):
		return
	doc = frappe.get_doc(
		{
			"doctype": MEMBERSHIP,
			"volunteer": volunteer,
			"team": team,
			"role": "Member",
			"joined_on": nowdate(),
		}
	)
	doc.insert(ignore_permissions=True)  # the registration decides; its reviewer need not reach the team


def open_key(volunteer: str, team: str) -> str:
	"""Unique while a membership is open: nobody is twice a member of one team."""
	return f"{volunteer}:{team}"


def close_all(volunteer: str, reason: str) -> None:
	"""End the open memberships of somebody who leaves. A person is in few teams."""
	names = frappe.get_all(
		MEMBERSHIP,
		filters={"volunteer": volunteer, "left_on": ["is", "not set"]},
		pluck="name",
		order_by="creation",
	)
	for name in names:
		doc = frappe.get_doc(MEMBERSHIP, name)
		doc.left_on, doc.leaving_reason = max(getdate(nowdate()), getdate(doc.joined_on)), reason
		doc.flags.ignore_permissions = True  # leaving is decided at the file, not at each team
		doc.save()


def check_can_join(doc) -> None:
	"""New members join teams at work, and have not left. Raises MembershipError."""
	if not doc.is_new():
		return
	state = frappe.db.get_value("Volunteer Team", doc.team, "workflow_state")
	if state in ("Rejected", "Dissolved"):
		_refuse(
			_("The team {0} is {1}; nobody can join it.").format(doc.team, _(state, context="Volunteer Team"))
		)
	state = frappe.db.get_value("Volunteer Profile", doc.volunteer, "workflow_state")
	if state in ("Rejected", "Deregistered") and not doc.left_on:
		person, word = doc.volunteer_name or doc.volunteer, _(state, context="Volunteer Profile")
		_refuse(_("{0} is {1} and can join no team.").format(person, word))


def refuse_overlapping_terms(doc) -> None:
	"""One person's terms in one team follow one another. Raises MembershipError."""
	if _overlapping(doc, {"volunteer": doc.volunteer}):
		_refuse(
			_("{0} is a member of {1} in that time already. End the other membership first.").format(
				doc.volunteer_name or doc.volunteer, doc.team
			)
		)


def refuse_second_leader(doc) -> None:
	"""One leader a team at a time, under a lock on the team. Raises MembershipError."""
	frappe.db.sql("select `name` from `tabVolunteer Team` where `name` = %s for update", (doc.team,))
	other = _overlapping(doc, {"role": "Leader"})
	if other:
		_refuse(
			_("{0} leads {1} in that time already. End that term first, or make this a deputy.").format(
				other.volunteer_name or other.volunteer, doc.team
			)
		)


def _overlapping(doc, filters: dict) -> frappe._dict | None:
	rows = frappe.get_all(
		MEMBERSHIP,
		filters={
			"team": doc.team,
			"name": ["!=", doc.name or ""],
			"joined_on": ["<=", doc.left_on or _FOREVER],
			**filters,
		},
		or_filters=[["left_on", ">=", doc.joined_on], ["left_on", "is", "not set"]],
		fields=["name", "volunteer", "volunteer_name"],
		order_by="joined_on",
		limit=1,
	)
	return rows[0] if rows else None


def follow(doc) -> None:
	"""Let appointment and the team's leader follow a stored membership."""
	sync_appointment(doc)
	sync_leader(doc.team)


def sync_appointment(doc) -> None:
	"""The leader's or deputy's appointment from joined_on to left_on; ended when the role is given up."""
	user = frappe.db.get_value("Volunteer Profile", doc.volunteer, "user")
	if doc.role in LEADING and user:
		appointments.keep_for_membership(doc, user)
	else:
		appointments.end_for_membership(doc.name, add_days(nowdate(), -1))


def forget(doc) -> None:
	"""A membership is deleted: its appointments go with it."""
	for name in frappe.get_all(
		appointments.APPOINTMENT, filters={"team_membership": doc.name}, pluck="name", order_by="creation"
	):
		frappe.delete_doc(appointments.APPOINTMENT, name, ignore_permissions=True)


def sync_leader(team: str) -> None:
	"""The team shows who leads it today."""
	today = nowdate()
	rows = frappe.get_all(
		MEMBERSHIP,
		filters={"team": team, "role": "Leader", "joined_on": ["<=", today]},
		or_filters=[["left_on", ">=", today], ["left_on", "is", "not set"]],
		fields=["volunteer", "volunteer_name"],
		order_by="joined_on desc",
		limit=1,
	)
	leader = rows[0] if rows else frappe._dict()
	frappe.db.set_value(
		"Volunteer Team", team, {"leader": leader.volunteer, "leader_name": leader.volunteer_name}
	)


def sync_user(volunteer: str) -> None:
	"""The user of a file changed: the appointments of its running memberships follow."""
	for name in frappe.get_all(
		MEMBERSHIP,
		filters={"volunteer": volunteer, "role": ["in", LEADING]},
		pluck="name",
		order_by="creation",
	):
		sync_appointment(frappe.get_doc(MEMBERSHIP, name))


def _refuse(message: str) -> None:
	frappe.throw(message, MembershipError, title=_("Team Membership"))
