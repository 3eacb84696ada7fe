"""A need goes to a team: given by who dispatches, or taken by the first team that can (抢单)."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cstr, now_datetime

from volunteer_services.exceptions import NeedError, ReasonRequiredError
from volunteer_services.service_needs.domain.needs import FREE, State
from volunteer_services.service_needs.services.needs import stepping

DOCTYPE = "Service Need"
MOST_LAPSED = 200


def dispatch(need: str, team: str) -> dict:
	"""Give a checked need to a team, which takes it or sends it back: {workflow_state, accept_by}.

	The caller may write the need. Raises NeedError where another team holds it, or the team is not active.
	"""
	doc = _free(need)
	doc.team = _active(team)
	doc.workflow_state = State.DISPATCHED.value
	doc.flags.by_service = True
	doc.save()
	return {"workflow_state": doc.workflow_state, "accept_by": doc.accept_by}


def take(need: str, team: str) -> dict:
	"""The team takes the need, dispatched to it or free: {workflow_state}. The first one has it.

	The caller leads the team. Raises NeedError where another team was faster.
	"""
	doc = frappe.get_doc(DOCTYPE, need, for_update=True)
	is_ours = doc.team == team and doc.workflow_state == State.DISPATCHED.value
	if not is_ours and State(doc.workflow_state) not in FREE:
		_gone(doc)
	doc.team = _active(team)
	stepping.before(doc, "Take Need", State.ACCEPTED.value)
	doc.workflow_state = State.ACCEPTED.value
	# A free need lies outside the leader's scope until the team has it.
	doc.flags.system_transition = doc.flags.ignore_permissions = True
	doc.save()
	return {"workflow_state": doc.workflow_state}


def send_back(need: str, reason: str) -> dict:
	"""The team cannot: back to who dispatched it, with the reason: {workflow_state}.

	The caller may write the need. Raises ReasonRequiredError, and what the workflow refuses.
	"""
	if not cstr(reason).strip():
		frappe.throw(_("Give a reason."), ReasonRequiredError)
	doc = frappe.get_doc(DOCTYPE, need, for_update=True)
	doc.decision_reason = reason.strip()
	doc.workflow_state = State.SENT_BACK.value
	# Sent back it is no longer the team's, and out of its leader's scope.
	doc.flags.by_service = doc.flags.ignore_permissions = True
	doc.save()
	return {"workflow_state": doc.workflow_state}


def lapse() -> int:
	"""Scheduler, every ten minutes: what a team did not take in time goes back; returns how many."""
	names = frappe.get_all(
		DOCTYPE,
		{"workflow_state": State.DISPATCHED.value, "accept_by": ["<", now_datetime()]},
		pluck="name",
		order_by="name",
		limit=MOST_LAPSED,
	)
	for name in names:
		doc = frappe.get_doc(DOCTYPE, name, for_update=True)
		if doc.workflow_state != State.DISPATCHED.value:
			continue
		doc.decision_reason = _("Not taken in time by {0}.").format(
			frappe.db.get_value("Volunteer Team", doc.team, "team_name")
		)
		doc.workflow_state = State.SENT_BACK.value
		doc.flags.system_transition = doc.flags.ignore_permissions = True
		doc.save()
	return len(names)


def _free(need: str):
	doc = frappe.get_doc(DOCTYPE, need, for_update=True)
	if State(doc.workflow_state) not in FREE:
		_gone(doc)
	return doc


def _gone(doc) -> None:
	holder = frappe.db.get_value("Volunteer Team", doc.team, "team_name") if doc.team else None
	if holder:
		frappe.throw(
			_("The need {0} is with {1} already.").format(doc.name, holder), NeedError, title=_(DOCTYPE)
		)
	frappe.throw(
		_("The need {0} is {1}: no team takes it now.").format(
			doc.name, _(doc.workflow_state, context=DOCTYPE)
		),
		NeedError,
		title=_(DOCTYPE),
	)


def _active(team: str) -> str:
	state = frappe.db.get_value("Volunteer Team", team, "workflow_state")
	if state != "Active":
		frappe.throw(_("Choose an active team."), NeedError, title=_(DOCTYPE))
	return team
