"""From the need to the activity in one click, and back: what it answered was served, or is free again.

One activity may answer many needs; a standing need is answered by a project, again and again.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, get_datetime, get_fullname, getdate, now_datetime

from volunteer_services.exceptions import NeedError
from volunteer_services.foundation import access
from volunteer_services.foundation.access import require_permission
from volunteer_services.service_needs.services.needs import serving

NEED, ACTIVITY = "Service Need", "Service Activity"
_SERVED, _FREE = frozenset({"Completed", "Recorded"}), frozenset({"Called Off"})


def make_activity(needs: list[str], project: str, starts_on: str, ends_on: str, location: str = "") -> dict:
	"""A draft that answers these needs, all taken by the project's team: {activity, needs}.

	Place, head count, skills' posts and the people served come from the needs; the words that might name
	somebody do not. The caller may write each need and make activities.

	Raises NeedError for needs of several teams, or of one that is not the project's.
	"""
	rows = _taken(needs)
	found = frappe.db.get_value(
		"Volunteer Project", project, ["team", "region", "project_name"], as_dict=True
	)
	teams = {row.team for row in rows}
	if teams != {found.team}:
		_refuse(_("The needs and the project are of different teams: choose a project of {0}.").format(
			", ".join(sorted(team or "" for team in teams))
		))  # fmt: skip
	kinds = list(dict.fromkeys(row.need_kind for row in rows))
	people = {row.recipient for row in rows if row.recipient}
	doc = frappe.get_doc(
		{
			"doctype": ACTIVITY,
			"activity_name": " · ".join((*kinds[:2], f"{get_datetime(starts_on):%m-%d}")),
			"project": project,
			"starts_on": starts_on,
			"ends_on": ends_on,
			"location": location.strip() or _place(rows),
			"activity_leader": get_fullname(frappe.session.user),
			"service_content": _("Answers {0} needs: {1}").format(len(rows), ", ".join(kinds)),
			"capacity": sum(cint(row.headcount) for row in rows),
			"people_served": len(people),
			"recipient_group": _group(people),
		}
	)
	doc.insert()
	serving.begin([row.name for row in rows], doc.name, project)
	return {"activity": doc.name, "needs": len(rows)}


def addresses(activity: str, volunteer: str | None) -> list[dict]:
	"""Where to go: {who, address, phone, contact_person, risk_notes} of those whose needs the activity
	answers, for who is expected there, from a day before it begins until its end; each is logged.

	Raises PermissionError for everybody else, and before and after that time. Who hides the address, or did
	not agree, is not there: the organiser leads the way.
	"""
	times = frappe.db.get_value(ACTIVITY, activity, ["starts_on", "ends_on", "repeats"], as_dict=True)
	is_expected = volunteer and frappe.db.exists(
		"Activity Sign Up",
		{"activity": activity, "volunteer": volunteer, "status": ["in", ["Confirmed", "Attended"]]},
	)
	is_near = times and add_to_date(times.starts_on, days=-1) <= now_datetime() <= get_datetime(times.ends_on)
	if not (is_expected and is_near):
		frappe.throw(
			_("Who has confirmed sees the addresses, from a day before the activity until its end."),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)
	rows = frappe.db.sql(
		"""select r.`name`, r.`masked_name` as who, r.`address`, r.`phone`, r.`contact_person`, r.`risk_notes`
		from `tabService Need` n inner join `tabService Recipient` r on r.`name` = n.`recipient`
		where (n.`activity` = %(activity)s or (n.`activity` = %(repeats)s and n.`is_standing` = 1))
			and n.`workflow_state` = 'In Service' and r.`may_share_address` = 1
			and r.`is_hidden_address` = 0 and r.`has_contact` = 1 group by r.`name` order by r.`name`""",
		{"activity": activity, "repeats": times.repeats or ""},
		as_dict=True,
	)
	for row in rows:
		access.record(
			"volunteer_services.api.needs.addresses", "Service Recipient", row.pop("name"), activity
		)
	return rows


def follow(doc) -> None:
	"""After an activity was saved: its needs were served, once, or are the team's again."""
	before = doc.get_doc_before_save()
	was = before.workflow_state if before else None
	if doc.workflow_state in _SERVED and was not in _SERVED:
		serving.finish(doc.name, getdate(doc.starts_on), doc.repeats)
	elif doc.workflow_state in _FREE and was not in _FREE:
		serving.free(doc.name, _next_repetition(doc))


def _next_repetition(doc) -> str | None:
	"""The first activity to come that repeats this one."""
	names = frappe.get_all(
		ACTIVITY,
		{
			"repeats": doc.name,
			"starts_on": [">=", now_datetime()],
			"workflow_state": ["in", ["Draft", "Published"]],
		},
		pluck="name",
		order_by="starts_on asc, name asc",
		limit=1,
	)
	return names[0] if names else None


def _taken(needs: list[str]) -> list[frappe._dict]:
	if not needs:
		_refuse(_("Choose at least one need."))
	rows = frappe.get_all(
		NEED,
		{"name": ["in", needs]},
		["name", "need_kind", "team", "region", "recipient", "headcount", "workflow_state"],
		order_by="received_on, name",
		limit=0,
	)
	for name in needs:
		require_permission(NEED, "write", name)
	return rows


def _place(rows: list[frappe._dict]) -> str:
	"""The region alone: where somebody lives is told to those who go there."""
	names = dict.fromkeys(
		frappe.get_all("Service Region", {"name": ["in", [row.region for row in rows]]}, pluck="region_name")
	)
	return "、".join(names)[:140]


def _group(people: set[str]) -> str | None:
	"""The group that all have in common, of those which records know."""
	if not people:
		return None
	known = set(frappe.get_meta(ACTIVITY).get_field("recipient_group").options.split("\n"))
	rows = frappe.db.sql(
		"""select `recipient_group`, count(distinct `parent`) from `tabService Recipient Group`
		where `parent` in %s and `parenttype` = 'Service Recipient' group by `recipient_group`""",
		(tuple(people),),
	)
	shared = sorted(group for group, count in rows if count == len(people) and group in known)
	return shared[0] if shared else None


def _refuse(message: str) -> None:
	frappe.throw(message, NeedError, title=_(NEED))
