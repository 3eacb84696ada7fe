"""The steps of a need: what each asks for and writes down. The workflow says who may take them."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cstr, now_datetime

from volunteer_services.exceptions import NeedError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.workflow.guard import WorkflowDocument
from volunteer_services.service_needs.domain import needs as rules

DOCTYPE = "Service Need"


def before(doc: WorkflowDocument, action: str, target: str) -> None:
	"""What the step needs, and what it writes. Raises NeedError."""
	now = now_datetime().replace(microsecond=0)
	with enforce(NeedError, _(DOCTYPE)):
		if action == "Confirm Need":
			doc.verified_by, doc.verified_on = frappe.session.user, now
			rules.check_verified(doc.verified_by, cstr(doc.verified_way), now)
		rules.check_end(target, cstr(doc.reason_code), cstr(doc.answer))
		if action in ("Dispatch Need", "Take Need"):
			rules.check_dispatch(doc.urgency)
	if action == "Dispatch Need":
		_need_team(doc)
		doc.dispatched_on, doc.accept_by = now, rules.accept_by(now, doc.urgency)
	elif action == "Take Need":
		_need_team(doc)
		doc.accepted_on = now
	elif action == "Send Back":
		doc.team = doc.dispatched_on = doc.accept_by = doc.accepted_on = None
	elif action == "Begin Service":
		_need(doc.activity or doc.project, _("Make the activity first: use the button of the form."))
	elif action == "Finish Service":
		doc.served_on = doc.served_on or now.date()
	elif action == "Rate Need":
		_need(doc.rating, _("Enter the rating with the button of the form."))
	elif action == "Join to Another":
		_need(doc.merged_into, _("Choose the need with which it is merged: use the button of the form."))
	if cstr(doc.answer).strip() and not doc.answered_on:
		doc.answered_on = now


def _need_team(doc) -> None:
	_need(doc.team, _("Choose the team that takes the need: use the buttons of the form."))


def _need(value, message: str) -> None:
	if not value:
		frappe.throw(message, NeedError, title=_(DOCTYPE))
