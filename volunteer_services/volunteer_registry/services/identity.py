"""Identity numbers of volunteers: checked, masked, hashed, encrypted; shown only through a logged call.

The hash and the encrypted number never enter a Document: VolunteerProfile leaves the two columns out of what
it loads and writes, so that no form, API, version or copy can hold them. Only this module touches them.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate, nowdate
from frappe.utils.password import decrypt, encrypt

from volunteer_services.exceptions import DuplicateVolunteerError, IdentityNumberError, LookupLimitError
from volunteer_services.foundation import access, limits, roles
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.scope.staffing import roles_here
from volunteer_services.volunteer_registry.domain import identity as rules
from volunteer_services.volunteer_registry.domain.contact import last_four as last_four_of
from volunteer_services.volunteer_registry.services import logins

PROFILE = "Volunteer Profile"
DUPLICATES_PER_HOUR = 10
SECRET_COLUMNS = ("id_number_hash", "id_number_encrypted")


@dataclass(frozen=True)
class Sealed:
	"""A checked number, ready to be stored, and what it says about its holder."""

	masked: str
	digest: str
	cipher: str
	sex: str | None
	date_of_birth: date | None
	converted: bool
	area_known: bool
	may_be_cut: bool


def seal(id_type: str, raw: str, sex: str | None, date_of_birth: str | date | None) -> Sealed:
	"""Check a number against its type, sex and birth date. Raises IdentityNumberError."""
	with enforce(IdentityNumberError, _("ID Number")):
		found = rules.parse(id_type, raw, getdate(nowdate()))
		born = getdate(date_of_birth) if date_of_birth else None
		agreed_sex, born = rules.check_agreement(found, sex or None, born)
	return Sealed(
		masked=found.masked,
		digest=digest(id_type, found.normalised),
		cipher=encrypt(found.normalised),
		sex=str(agreed_sex) if agreed_sex else None,
		date_of_birth=born,
		converted=found.converted,
		area_known=found.area_known,
		may_be_cut=found.may_be_cut,
	)


def say_if_cut(sealed: Sealed) -> None:
	"""A note about a number that is valid, but ends as a spreadsheet leaves it."""
	if sealed.may_be_cut:
		frappe.msgprint(
			_(
				"The ID number {0} ends in three noughts. Compare it with the card: Excel may have cut it."
			).format(sealed.masked),
			title=_("ID Number"),
			indicator="orange",
		)


def check_may_replace(doc, before) -> None:
	"""A number that is on file is replaced by reviewers of the place, never on one's own file.

	Raises IdentityNumberError.
	"""
	if not before or not is_on_file(doc.name) or before.workflow_state in ("Applied", "Returned"):
		return
	if frappe.session.user in logins.of(before) and frappe.session.user != "Administrator":
		message = _("Nobody replaces the ID number on their own file. Ask another reviewer.")
	elif not roles_here(before).intersection(roles.REVIEWERS):
		message = _("The ID number of {0} is on file: {1} of the place replace it.").format(
			doc.name, ", ".join(_(role) for role in roles.REVIEWERS)
		)
	else:
		access.record("volunteer_services.identity.replace", PROFILE, doc.name)
		return
	frappe.throw(message, IdentityNumberError, title=_("ID Number"))


def digest(id_type: str, normalised: str) -> str:
	"""HMAC-SHA256 of type and number with the key of the site_config; equal for equal papers only."""
	return hmac.new(_key().encode(), f"{id_type}:{normalised}".encode(), hashlib.sha256).hexdigest()


def check_stored(doc) -> None:
	"""Sex and birth date were changed: they must still agree with the stored number."""
	cipher = frappe.db.get_value(PROFILE, doc.name, "id_number_encrypted")
	if cipher:
		sealed = seal(doc.id_type, decrypt(cipher), doc.sex, doc.date_of_birth)
		doc.sex, doc.date_of_birth = sealed.sex or doc.sex, sealed.date_of_birth or doc.date_of_birth


def _key() -> str:
	key = frappe.local.conf.get(HASH_KEY)
	if not key:
		frappe.throw(
			_(
				"The key {0} is missing. Restore the site_config.json; on a new site run bench migrate."
			).format(HASH_KEY),
			IdentityNumberError,
			title=_("Key Missing"),
		)
	return key


def refuse_duplicate(sealed: Sealed, own_name: str | None) -> None:
	"""Raise DuplicateVolunteerError when another file holds this number; it is named if it is in scope."""
	found = frappe.db.get_value(
		PROFILE,
		{"id_number_hash": sealed.digest, "name": ["!=", own_name or ""]},
		["name", "full_name", "region", "primary_team", "workflow_state"],
		as_dict=True,
	)
	if found:
		_count_hit(found.name)
		_throw_duplicate(sealed.masked, found)


def store(volunteer: str, sealed: Sealed) -> None:
	"""Write hash and cipher of a number. The unique index decides between two that come at the same time."""
	try:
		frappe.db.sql(
			"""update `tabVolunteer Profile` set `id_number_hash` = %s, `id_number_encrypted` = %s
			where `name` = %s""",
			(sealed.digest, sealed.cipher, volunteer),
		)
	except Exception as error:
		if frappe.db.is_unique_key_violation(error):
			_throw_duplicate(sealed.masked, None)
		raise


def _count_hit(name: str) -> None:
	"""A refusal confirms that somebody is on file: each is logged, and only so many an hour are told.

	Raises LookupLimitError.
	"""
	access.record("volunteer_services.identity.duplicate", PROFILE, name)
	if not limits.take("duplicates", frappe.session.user, DUPLICATES_PER_HOUR):
		frappe.throw(
			_("You have met as many numbers that are on file as one hour allows. Go on later."),
			LookupLimitError,
			title=_("Too Many Look-ups"),
		)


def _throw_duplicate(masked: str, found: frappe._dict | None) -> None:
	if found and scope.permits(PROFILE, found):
		message = _(
			"The ID number {0} is on file: {1} ({2}), {3}. Open that file; who left applies again on it."
		).format(masked, found.full_name, found.name, _(found.workflow_state, context="Volunteer Profile"))
	else:
		message = _(
			"The ID number {0} is on file outside your scope. Look it up, or ask your district officer."
		).format(masked)
	frappe.throw(message, DuplicateVolunteerError, title=_("Registered Already"))


def is_on_file(volunteer: str | None) -> bool:
	"""Whether a number is stored for the volunteer."""
	return bool(volunteer and frappe.db.get_value(PROFILE, volunteer, "id_number_hash"))


def ends_with(volunteer: str, last_four: str) -> bool:
	"""Whether the stored number ends with these four characters; for the look-up."""
	cipher = frappe.db.get_value(PROFILE, volunteer, "id_number_encrypted")
	return bool(cipher) and last_four_of(decrypt(cipher)) == last_four


def reveal(volunteer: str, reason: str) -> str:
	"""The whole number. The caller checked role and scope; the call is logged and stands in the file."""
	return _look(volunteer, "reveal", _("{0} looked at the ID number. Reason: {1}"), reason)


def show_last_four(volunteer: str, reason: str) -> str:
	"""The number masked but for four characters. The caller checked role and scope; the call is logged and
	stands in the file."""
	comment = _("{0} looked at four characters of the ID number. Reason: {1}")
	return rules.mask_id(_look(volunteer, "last_four", comment, reason), shown=4)


def _look(volunteer: str, method: str, comment: str, reason: str) -> str:
	cipher = frappe.db.get_value(PROFILE, volunteer, "id_number_encrypted")
	if not cipher:
		frappe.throw(_("No ID number is on file for {0}.").format(volunteer), frappe.DoesNotExistError)
	access.record(f"volunteer_services.api.identity.{method}", PROFILE, volunteer, reason)
	frappe.get_doc(PROFILE, volunteer).add_comment(
		"Info", comment.format(frappe.session.user, frappe.utils.escape_html(reason))
	)
	return decrypt(cipher)


HASH_KEY = "volunteer_services_hash_key"
