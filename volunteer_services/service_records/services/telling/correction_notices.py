"""Telling whoever asked for a correction what was decided [L67 §13]."""

import frappe
from frappe import _

from volunteer_services.foundation.messages import send

DECISIONS = frozenset({"Approved", "Returned", "Rejected"})


def tell(doc) -> None:
	"""A notice to the user who asked and, where it is somebody else, to the volunteer's user."""
	people = {doc.requested_by, doc.volunteer_user()} - {None, "", "Administrator", frappe.session.user}
	send.send(
		send.Line("Record Correction", _text(doc), doc.doctype, doc.name, user=user)
		for user in sorted(people)
	)


def _text(doc) -> str:
	day = frappe.utils.formatdate(doc.service_date)
	if doc.workflow_state == "Approved":
		return _("The record of {0} was corrected as asked for ({1}).").format(day, doc.name)
	reason = doc.decision_reason or ""
	if doc.workflow_state == "Returned":
		return _("The correction {1} of the record of {0} was returned: {2}").format(day, doc.name, reason)
	return _("The correction {1} of the record of {0} was rejected: {2}").format(day, doc.name, reason)
