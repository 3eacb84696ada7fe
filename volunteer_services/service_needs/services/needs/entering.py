"""A need comes in: what it must say, where it belongs, and until when it is answered."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, getdate, now_datetime, nowdate

from volunteer_services.exceptions import NeedError
from volunteer_services.foundation.rules import check_lengths, enforce
from volunteer_services.foundation.settings import settings, work_calendar
from volunteer_services.service_needs.domain import needs as rules
from volunteer_services.service_needs.domain.errors import ClosedFileError, NoConsentForNeedError
from volunteer_services.service_needs.domain.recipients import CLOSED
from volunteer_services.service_needs.services.recipients import files

DOCTYPE = "Service Need"
COMMUNITY = "Need of the Community"


def receive(doc) -> None:
	"""Stamp a new need: received now, to be answered in time."""
	doc.received_on = now_datetime().replace(microsecond=0)
	doc.answer_by = rules.answer_by(
		doc.received_on, doc.urgency, cint(settings().need_answer_days), work_calendar()
	)


def check(doc) -> None:
	"""What a need must say. Raises NeedError, ArgumentError for more than a need says."""
	doc.content = cstr(doc.content).strip()
	check_lengths(DOCTYPE, {"content": doc.content}, {"content": rules.MOST_CHARACTERS})
	if doc.recipient:
		doc.is_of_community = 0
	with enforce(NeedError, _(DOCTYPE)):
		rules.Asked(
			doc.content,
			doc.urgency,
			get_datetime(doc.wanted_from) if doc.wanted_from else None,
			get_datetime(doc.wanted_to) if doc.wanted_to else None,
			cint(doc.headcount),
			has_recipient=bool(doc.recipient),
			is_of_community=bool(cint(doc.is_of_community)),
			is_unchecked=doc.channel in rules.FROM_OUTSIDE
			and (doc.workflow_state or "Received") in ("Received", "Declined", "Joined to Another"),
		).check()
	_of_recipient(doc)
	doc.need_title = f"{doc.need_kind} · {doc.recipient_shown}"[:140]
	if not doc.region and doc.site:
		doc.region = frappe.db.get_value("Service Site", doc.site, "region")


def _of_recipient(doc) -> None:
	"""The recipient's file says where the need belongs, and whether anybody may be sent."""
	if not doc.recipient:
		doc.recipient_shown = _(COMMUNITY) if cint(doc.is_of_community) else _("Not Checked Yet")
		return
	file = frappe.get_doc(files.DOCTYPE, doc.recipient)
	doc.recipient_shown = file.masked_name
	if doc.is_new() or doc.has_value_changed("recipient"):
		doc.region, doc.site = file.region, file.site or doc.site
	if rules.State(doc.workflow_state or "Received") not in rules.OPEN:
		return
	today = getdate(nowdate())
	with enforce(NeedError, _(DOCTYPE)):
		if file.status in CLOSED:
			raise ClosedFileError(file.masked_name, file.status)
		if not files.consent_of(file).holds_on(today):
			raise NoConsentForNeedError(file.masked_name, today)
		rules.check_people(
			file.masked_name, cint(doc.headcount), files.goes_by_two(file), bool(cint(file.guardian_is_there))
		)
