"""Where somebody lives, and their health: entered by dialogs, read with a reason, each look logged.

The fields stand on a level that no role reads, so that no list, report, export or API of Frappe shows them.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr

from volunteer_services.exceptions import ContactError, RecipientError
from volunteer_services.foundation import access
from volunteer_services.foundation.rules import check_lengths, enforce
from volunteer_services.service_needs.domain import recipients as rules
from volunteer_services.service_needs.services.recipients.files import DOCTYPE

FIELDS = ("address", "phone", "contact_person", "health_notes")
_LENGTHS = {"address": 500, "phone": 40, "contact_person": 140, "health_notes": 2000}


def keep(recipient: str, values: dict) -> None:
	"""Write what is given of FIELDS; the others stay. The caller asked for the right.

	Raises RecipientError for notes on health without consent, ContactError for a phone that is none,
	ArgumentError for a text that is too long.
	"""
	check_lengths(DOCTYPE, values, _LENGTHS)
	doc = frappe.get_doc(DOCTYPE, recipient, for_update=True)
	if doc.status in rules.ENDED:
		frappe.throw(
			_("The file of {0} has ended: nothing is added to it.").format(doc.recipient_name), RecipientError
		)
	for field, value in values.items():
		if field in FIELDS and value is not None:
			doc.set(field, cstr(value).strip())
	with enforce(RecipientError, _(DOCTYPE)):
		rules.check_health(cstr(doc.health_notes), bool(cint(doc.consent_health)))
	with enforce(ContactError, _("Ways of Contact")):
		rules.check_phone(cstr(doc.phone))
	doc.has_contact = int(bool(doc.address or doc.phone))
	doc.flags.by_service = doc.flags.ignore_permissions = True
	doc.save()
	access.record("volunteer_services.api.recipients.keep_contact", DOCTYPE, recipient)


def look(recipient: str, reason: str) -> dict:
	"""FIELDS of a recipient; the look is logged with its reason and stands in the file. The caller asked for
	the right and the place."""
	row = frappe.db.get_value(DOCTYPE, recipient, FIELDS, as_dict=True)
	access.record("volunteer_services.api.recipients.look", DOCTYPE, recipient, reason)
	frappe.get_doc(DOCTYPE, recipient).add_comment(
		"Info",
		_("{0} looked at the address. Reason: {1}").format(
			frappe.session.user, frappe.utils.escape_html(reason)
		),
	)
	return {field: row[field] or "" for field in FIELDS}
