"""The copy of all that is kept of a recipient, for the person or who acts for them [PIPL §45]."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import now_datetime

from volunteer_services.foundation import access
from volunteer_services.service_needs.services.recipients.files import DOCTYPE

_LEFT_OUT = frozenset(
	{"owner", "modified_by", "idx", "docstatus", "doctype", "parent", "parentfield", "parenttype"}
)
_NEED = (
	"name", "need_kind", "content", "channel", "urgency", "received_on", "answered_on", "answer",
	"workflow_state", "wanted_from", "wanted_to", "risks", "served_on", "rating", "rating_words",
)  # fmt: skip
_PAIRING = (
	"name",
	"pairing_kind",
	"purpose",
	"from_date",
	"to_date",
	"visits_per_month",
	"workflow_state",
	"contacts",
)


def copy(recipient: str) -> dict:
	"""{made_on, file, needs, pairings, contacts, looks}: who looked at the address, when and why, is theirs,
	too. Who served and who entered it is other people's data and left out. Logged; the caller may write the
	file."""
	doc = frappe.get_doc(DOCTYPE, recipient)
	access.record("volunteer_services.api.recipients.own_copy", DOCTYPE, recipient)
	doc.add_comment("Info", _("{0} made a copy of the file for the person.").format(frappe.session.user))
	pairings = frappe.get_all(
		"Recipient Pairing", {"recipient": recipient}, _PAIRING, order_by="from_date, name"
	)
	return {
		"made_on": now_datetime(),
		"file": _plain(doc.as_dict()),
		"needs": frappe.get_all(
			"Service Need", {"recipient": recipient}, _NEED, order_by="received_on, name"
		),
		"pairings": pairings,
		"contacts": frappe.get_all(
			"Pairing Contact",
			{"pairing": ["in", [row.name for row in pairings] or [""]]},
			["pairing", "contact_on", "contact_kind", "minutes", "note"],
			order_by="contact_on, name",
		),
		"looks": frappe.get_all(
			"Access Log",
			{"export_from": DOCTYPE, "reference_document": recipient},
			["creation", "method", "page as reason"],
			order_by="creation",
		),
	}


def _plain(values: dict) -> dict:
	"""The fields that say something of the person; rows of tables likewise."""
	found = {}
	for key, value in values.items():
		if key in _LEFT_OUT or key.startswith("_") or value in (None, "", []):
			continue
		found[key] = [_plain(row) for row in value] if isinstance(value, list) else value
	return found
