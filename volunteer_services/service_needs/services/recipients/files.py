"""A recipient's file: what it must say before it is stored."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, nowdate

from volunteer_services.exceptions import RecipientError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.service_needs.domain import recipients as rules

DOCTYPE = "Service Recipient"


def check(doc) -> None:
	"""Raise RecipientError for a file that may not be kept as it is, and fill in what lists show of it."""
	_check_open(doc)
	today = getdate(nowdate())
	doc.recipient_name = " ".join(cstr(doc.recipient_name).split())
	born = cint(doc.birth_year) or None
	with enforce(RecipientError, _(DOCTYPE)):
		rules.check_birth_year(born, today)
		if doc.status not in rules.ENDED:
			rules.check_consent(doc.recipient_name, consent_of(doc), today)
		rules.check_guardian(doc.recipient_name, born, cstr(doc.guardian_name), today)
		for row in doc.sources:
			rules.check_source(
				row.idx, rules.Source(_(row.source_kind), _day(row.begins_on), _day(row.valid_until))
			)
	_check_groups(doc)
	doc.masked_name = rules.masked(doc.recipient_name)
	doc.due_on = due_on(doc)


def _check_open(doc) -> None:
	"""A file that ended with the person or the consent is locked: no form, import or request changes it."""
	before = doc.get_doc_before_save()
	if before and before.status in rules.LOCKED and not doc.is_by_service():
		frappe.throw(
			_("The file of {0} is locked: {1}.").format(
				before.masked_name, _(before.status, context=DOCTYPE)
			),
			RecipientError,
			title=_(DOCTYPE),
		)


def _check_groups(doc) -> None:
	named = [row.recipient_group for row in doc.groups]
	for row in doc.groups:
		if named.count(row.recipient_group) > 1:
			frappe.throw(
				_("Row {0}: {1} is chosen twice.").format(row.idx, _(row.recipient_group)), RecipientError
			)


def consent_of(row) -> rules.Consent:
	"""The consent in a recipient's file or a row of it."""
	return rules.Consent(
		bool(cint(row.consent)), _day(row.consent_on), cstr(row.consent_way), _day(row.consent_until)
	)


def due_on(doc):
	"""The day from which nobody has been there for too long; none for a file that has ended."""
	if doc.status in rules.CLOSED:
		return None
	days = rules.due_after(cint(doc.visit_every_days), cstr(doc.living))
	filed = _day(doc.creation) or getdate(nowdate())
	return rules.due_on(_day(doc.last_served_on), filed, days)


def goes_by_two(doc) -> bool:
	"""Whether nobody visits this recipient alone."""
	groups = frozenset(row.recipient_group for row in doc.groups)
	minor = rules.is_minor(
		cint(doc.birth_year) or None, groups, getdate(nowdate()), cint(settings().guardian_age) or 18
	)
	return rules.needs_two(cstr(doc.care_level), minor)


def _day(value):
	return getdate(value) if value else None
