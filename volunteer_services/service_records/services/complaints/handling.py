"""The steps of a complaint by the staff. Who handles it has no part in what it is about, and a review is
answered by somebody else than the first answer."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from volunteer_services.exceptions import ComplaintError, ReasonRequiredError
from volunteer_services.foundation import settings
from volunteer_services.foundation.rules import enforce
from volunteer_services.service_records.domain import complaint
from volunteer_services.service_records.domain.complaint import Status
from volunteer_services.service_records.services.complaints.receiving import DOCTYPE

_TITLE = "Service Complaint"


def locked(name: str):
	"""The complaint, held until the end of the transaction."""
	return frappe.get_doc(DOCTYPE, name, for_update=True)


def take_up(doc) -> None:
	"""It is looked into, by the session's user. Raises ComplaintError."""
	_check_neutral(doc)
	today = getdate(nowdate())
	doc.accepted_on, doc.handler = today, frappe.session.user
	doc.answer_by = complaint.answer_by(
		today, cint(settings.settings().complaint_answer_days), settings.work_calendar()
	)
	_move(doc, Status.INVESTIGATING)


def decline(doc, reason: str) -> None:
	"""It is not taken up; whoever complained reads ``reason``. Raises ReasonRequiredError, ComplaintError."""
	if not reason.strip():
		frappe.throw(_("Give a reason."), ReasonRequiredError)
	_check_neutral(doc)
	doc.handler, doc.answer, doc.closed_on = frappe.session.user, reason.strip(), nowdate()
	_move(doc, Status.DECLINED)


def answer(doc, result: str, findings: str, text: str) -> None:
	"""Answer it, the first time or after a review. Raises ComplaintError."""
	with enforce(ComplaintError, _(_TITLE)):
		complaint.check_answer(result, findings, text)
	_check_neutral(doc)
	if doc.status == Status.UNDER_REVIEW.value:
		if doc.handler == frappe.session.user:
			_refuse(_("You gave the first answer: somebody else reviews it."))
		doc.reviewer = frappe.session.user
	doc.update(
		{
			"result": result,
			"findings": findings.strip(),
			"answer": text.strip(),
			"answered_on": getdate(nowdate()),
		}
	)
	_move(doc, Status.ANSWERED)


def ask_review(doc, reason: str) -> None:
	"""Whoever complained is not content. Raises ComplaintError where it is too late, or for the second
	time."""
	with enforce(ComplaintError, _(_TITLE)):
		text = complaint.check_text(reason)
		complaint.check_step(doc.status, Status.UNDER_REVIEW)
		today = getdate(nowdate())
		complaint.check_review(getdate(doc.answered_on), today, was_reviewed=bool(doc.reviewer))
	doc.review_reason = text
	doc.answer_by = complaint.answer_by(
		today, cint(settings.settings().complaint_answer_days), settings.work_calendar()
	)
	_move(doc, Status.UNDER_REVIEW)


def _move(doc, following: Status) -> None:
	with enforce(ComplaintError, _(_TITLE)):
		complaint.check_step(doc.status, following)
	doc.status, doc.reminded_on = following.value, None
	doc.flags.by_service = doc.flags.ignore_permissions = True
	doc.save()


def _check_neutral(doc) -> None:
	"""Raise ComplaintError for who has a part in it: a member of the team, who made the activity, and who
	entered its records."""
	user = frappe.session.user
	own = frappe.db.get_value("Volunteer Profile", {"user": user}, "name")
	team = doc.team or (doc.activity and frappe.db.get_value("Service Activity", doc.activity, "team"))
	if (
		own
		and team
		and frappe.db.exists(
			"Team Membership", {"volunteer": own, "team": team, "left_on": ["is", "not set"]}
		)
	):
		_refuse(_("You belong to the team that the complaint is about: somebody else handles it."))
	if not doc.activity:
		return
	has_part = frappe.db.get_value("Service Activity", doc.activity, "owner") == user or frappe.db.exists(
		"Service Log", {"activity": doc.activity, "recorder": user}
	)
	if has_part:
		_refuse(_("You entered the activity or its records: somebody else handles the complaint."))


def _refuse(message: str) -> None:
	frappe.throw(message, ComplaintError, title=_(_TITLE))
