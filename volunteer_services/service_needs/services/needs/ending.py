"""Needs that end because their recipient is no longer served."""

from __future__ import annotations

import frappe
from frappe import _

from volunteer_services.service_needs.domain.needs import OPEN, State

DOCTYPE = "Service Need"


def cancel_of(recipient: str, why: str) -> int:
	"""Cancel what is open for a recipient; returns how many needs. ``why``: what the reason names."""
	names = frappe.get_all(
		DOCTYPE,
		{"recipient": recipient, "workflow_state": ["in", sorted(one.value for one in OPEN)]},
		pluck="name",
		order_by="name",
		limit=0,
	)
	for name in names:  # a handful: each step is guarded and stands in the need's history
		doc = frappe.get_doc(DOCTYPE, name, for_update=True)
		doc.workflow_state = State.CANCELLED.value
		doc.decision_reason = _("The recipient's file has ended: {0}.").format(why)
		doc.flags.system_transition = doc.flags.ignore_permissions = True
		doc.save()
	return len(names)
