"""What a file must say before it is stored: consent, age, contact, likeness to other files."""

from datetime import datetime

import frappe
from frappe import _
from frappe.utils import cint, get_time, getdate, now_datetime, nowdate

from volunteer_services.exceptions import AgeGateError, AvailabilityError, ConsentError, ContactError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_registry.domain import age, contact, duplicates

PROFILE = "Volunteer Profile"


def age_policy() -> age.AgePolicy:
	"""The age limits of the settings."""
	doc = settings()
	return age.AgePolicy(
		cint(doc.minimum_age), cint(doc.guardian_age), bool(cint(doc.allow_under_minimum_age))
	)


def check_age(doc) -> None:
	"""Age gate and guardian's consent as of today [CYL] [PIPL §31]. Raises AgeGateError."""
	if not doc.date_of_birth:
		_refuse_age(_("Enter the date of birth of {0}: the number does not hold it.").format(doc.full_name))
	with enforce(AgeGateError, _("Age Limits")):
		gate = age.check_registration(
			getdate(doc.date_of_birth),
			getdate(nowdate()),
			has_guardian_consent=bool(cint(doc.guardian_consent)),
			has_child_data_consent=bool(cint(doc.child_data_consent)),
			policy=age_policy(),
		)
	if gate.requires_guardian and not (doc.guardian_name and doc.guardian_phone):
		_refuse_age(_("Enter name and phone of the guardian who consented for {0}.").format(doc.full_name))


def _refuse_age(message: str) -> None:
	frappe.throw(message, AgeGateError, title=_("Age Limits"))


def this_minute() -> datetime:
	"""Now, without the seconds: a time field of a form that shows fewer digits calls it changed."""
	return now_datetime().replace(second=0, microsecond=0)


def check_consent(doc) -> None:
	"""[L67 §6] nobody's data is entered without consent; how and when it was given is kept."""
	if not cint(doc.data_consent):
		_refuse_consent(
			_("Ask the person for consent, and tick Data Consent, before you enter personal data.")
		)
	if not doc.consent_method:
		_refuse_consent(_("Say how {0} gave the consent.").format(doc.full_name))
	doc.data_consent_on = doc.data_consent_on or this_minute()
	if getdate(doc.data_consent_on) > getdate(nowdate()):
		_refuse_consent(_("The consent cannot lie in the future."))


def _refuse_consent(message: str) -> None:
	frappe.throw(message, ConsentError, title=_("Consent"))


def normalise_contact(doc) -> None:
	"""Mobile and e-mail in one form; elders have neither. Raises ContactError."""
	with enforce(ContactError, _("Ways of Contact")):
		doc.mobile = contact.normalise_mobile(doc.mobile) if doc.mobile else None
		doc.email = contact.normalise_email(doc.email) if doc.email else None
	doc.mobile_last_four = contact.last_four(doc.mobile)


def likely_duplicates(doc) -> list[str]:
	"""Files of the same name with the same birth date or mobile number, likeliest first."""
	if not (doc.date_of_birth or doc.mobile):
		return []
	rows = frappe.db.sql(
		"""select `name`, `full_name`, `date_of_birth`, `mobile` from `tabVolunteer Profile`
		where `name` <> %(name)s and (
			(`mobile` = %(mobile)s and %(mobile)s <> '')
			or (`date_of_birth` = %(born)s and left(`full_name`, 1) = left(%(full_name)s, 1)))
		order by `name` limit 200""",
		{
			"name": doc.name or "",
			"mobile": doc.mobile or "",
			"born": getdate(doc.date_of_birth) if doc.date_of_birth else None,
			"full_name": doc.full_name,
		},
		as_dict=True,
	)
	found = duplicates.possible_duplicates(_person(doc), [_person(row) for row in rows])
	own = doc.name or ""
	return [pair.other if pair.one == own else pair.one for pair in found]


def _person(row) -> duplicates.Person:
	born = getdate(row.date_of_birth) if row.date_of_birth else None
	return duplicates.Person(row.name or "", row.full_name, born, row.mobile or None)


def warn_of_duplicates(doc) -> None:
	"""A warning, not an error: people share names and birthdays. Files out of scope are only counted."""
	found = likely_duplicates(doc)
	if not found:
		return
	shown = []
	for name in found[:5]:
		row = frappe.db.get_value(
			PROFILE, name, ["name", "full_name", "region", "primary_team"], as_dict=True
		)
		if scope.permits(PROFILE, row):
			shown.append(frappe.utils.get_link_to_form(PROFILE, name, f"{row.full_name} ({name})"))
		else:
			shown.append(_("a file outside your scope"))
	frappe.msgprint(
		_("There may be a file of this person already: {0}. Compare them before you go on.").format(
			", ".join(shown)
		),
		title=_("Possible Duplicate"),
		indicator="orange",
	)


def check_proxies(doc) -> None:
	"""代办: whoever acts for another is recorded with the proof. Raises ConsentError."""
	for row in doc.proxies:
		if not row.proof:
			_refuse_consent(
				_("Row {0}: attach the proof that {1} may act for {2}.").format(
					row.idx, row.proxy_name, doc.full_name
				)
			)


def check_availability(doc) -> None:
	"""Raise AvailabilityError for a time that ends before it begins."""
	for row in doc.availability:
		if row.from_time and row.to_time and get_time(row.to_time) <= get_time(row.from_time):
			frappe.throw(
				_("Row {0}: the available time on {1} ends before it begins.").format(
					row.idx, _(row.weekday)
				),
				AvailabilityError,
				title=_("Available Times"),
			)
