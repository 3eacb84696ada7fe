"""A line in the notifications of those whom a self-report concerns, in their own language."""

import frappe
from frappe import _
from frappe.utils import format_datetime

from volunteer_services.foundation.messages import send


def witness(doc) -> None:
	"""Somebody is named as witness."""
	if not doc.witness_user:
		return
	lang = _language(doc.witness_user)
	text = _("{0} names you as witness of a service: {1}, {2}. Please say whether you were there.", lang)
	_insert(
		doc,
		doc.witness_user,
		text.format(doc.volunteer_name, format_datetime(doc.starts_on), doc.location),
	)


def reporter(doc) -> None:
	"""What became of the report."""
	user = frappe.db.get_value("Volunteer Profile", doc.volunteer, "user")
	if not user or user == frappe.session.user:
		return
	lang = _language(user)
	if doc.service_log:
		text = _("Your service of {0} was taken into the records and goes to review.", lang)
		_insert(doc, user, text.format(format_datetime(doc.starts_on)))
		return
	text = _("Your report of the service of {0} was not taken: {1}", lang)
	_insert(doc, user, text.format(format_datetime(doc.starts_on), doc.decision_reason or ""))


def _language(user: str) -> str:
	own = frappe.db.get_value("User", user, "language")
	return own or send.site_language()


def _insert(doc, user: str, text: str) -> None:
	send.send([send.Line("Service Record", text, doc.doctype, doc.name, user=user)])
