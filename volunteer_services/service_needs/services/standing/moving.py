"""A recipient moves away, dies, withdraws the consent, or comes back: nothing goes on as before."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cstr, nowdate

from volunteer_services.exceptions import ReasonRequiredError, RecipientError
from volunteer_services.service_needs.domain.recipients import ENDED, LOCKED, Status
from volunteer_services.service_needs.services.needs import ending
from volunteer_services.service_needs.services.pairs import following
from volunteer_services.service_needs.services.recipients.files import DOCTYPE

_FORGOTTEN = ("address", "phone", "contact_person", "health_notes", "risk_notes")


def move(recipient: str, status: str, reason: str) -> dict:
	"""Give the file another status; {status, cancelled: needs that were open}.

	What ended is opened again by a new consent only. Raises ReasonRequiredError, RecipientError.
	"""
	if not cstr(reason).strip():
		frappe.throw(_("Give a reason."), ReasonRequiredError)
	doc = frappe.get_doc(DOCTYPE, recipient, for_update=True)
	if doc.status == status:
		return {"status": status, "cancelled": 0}
	if doc.status in LOCKED:
		frappe.throw(
			_("The file of {0} has ended: {1}. Make another one with a new consent.").format(
				doc.recipient_name, _(doc.status, context=DOCTYPE)
			),
			RecipientError,
		)
	doc.status, doc.status_reason, doc.status_on = status, reason.strip(), nowdate()
	if status == Status.WITHDRAWN.value:
		# What nobody may use any longer is not kept; what was served stays counted.
		for field in _FORGOTTEN:
			doc.set(field, None)
		doc.has_contact = 0
	doc.flags.by_service = doc.flags.ignore_permissions = True
	doc.save()
	cancelled = 0
	if status in ENDED:
		cancelled = ending.cancel_of(recipient, _(status, context=DOCTYPE))
		following.on_recipient_left(recipient, status)
	return {"status": status, "cancelled": cancelled}
