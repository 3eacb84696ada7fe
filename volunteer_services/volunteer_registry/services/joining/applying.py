"""An application from the public page. Whoever applies learns nothing about others: a number or a phone that
is on file takes the same path, with the same questions to the database, and gets the same answer."""

import hashlib
import hmac
import secrets

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from volunteer_services.exceptions import (
	AgeGateError,
	ApplicationError,
	ConsentError,
	ContactError,
	RequestLimitError,
)
from volunteer_services.foundation import limits
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.database.savepoint import undone_on_error
from volunteer_services.foundation.domain import tickets
from volunteer_services.foundation.domain.errors import PageKeyError
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_registry.domain import age, contact, joining
from volunteer_services.volunteer_registry.services import applicants, identity
from volunteer_services.volunteer_registry.services.joining import notice

APPLICATION, PROFILE = "Volunteer Application", "Volunteer Profile"
PER_PHONE_A_DAY = 10
_DAY_SECONDS = 24 * 3600
_TITLE = "Volunteer Application"
_WORDS = ("full_name", "guardian_name", "proxy_name", "proxy_relation", "interests")
_PHONES = ("mobile", "guardian_phone", "proxy_phone")


def apply(values: dict, key: str) -> dict:
	"""Store an application; returns ``{"application": its number}``. The same ``key`` makes one only.

	``values``: fields of the DocType, ``id_number`` as typed, ``data_consent``, and ``skills`` as a list.
	Raises RequestLimitError, ApplicationError, ContactError, ConsentError, AgeGateError, IdentityNumberError.
	"""
	limits.require("application", limits.address(), cint(settings().applications_per_hour) or 30)
	if settings().joining_closed:
		_refuse(_("Applications are not taken online at present. Please come to a service site near you."))
	with enforce(ApplicationError, _(_TITLE)):
		tickets.check_key(key)
		joining.check_filled(values["kind"], values)
	values = {**values, **{field: " ".join((values.get(field) or "").split()) for field in _WORDS}}
	_normalise_contact(values)
	sealed = identity.seal(
		values["id_type"], values["id_number"], values.get("sex"), values.get("date_of_birth")
	)
	values["sex"], values["date_of_birth"] = sealed.sex or "Unknown", sealed.date_of_birth
	_check_age(values)
	_check_consent(values)
	_check_place(values)
	request_id = _fingerprint(key)
	if not (name := _stored(request_id, sealed)):
		_limit_phone(joining.phone_of(values["kind"], values))
		name = retry.whole(lambda: _stored(request_id, sealed) or _insert(values, sealed, request_id))
	return {"application": name}


def pretended() -> dict:
	"""The answer to a machine that filled what no person sees: of the same shape, and nothing is stored."""
	return {"application": joining.make_number(secrets.token_bytes(joining.NUMBER_BYTES))}


def _normalise_contact(values: dict) -> None:
	with enforce(ContactError, _("Ways of Contact")):
		for field in _PHONES:
			values[field] = contact.normalise_mobile(values[field]) if values.get(field) else None
		values["email"] = contact.normalise_email(values["email"]) if values.get("email") else None
	if values.get("wants_login") and not values["email"]:
		_refuse(_("A login needs an e-mail address. Enter it, or take the tick away."))


def _check_age(values: dict) -> None:
	"""Who applies for whom [CYL] [PIPL §31]."""
	if not values["date_of_birth"]:
		_refuse(_("Enter the date of birth: this number does not hold it."))
	policy, born, today = applicants.age_policy(), getdate(values["date_of_birth"]), getdate(nowdate())
	with enforce(AgeGateError, _("Age Limits")):
		gate = age.gate(born, today, policy)
		if gate.is_allowed:
			joining.check_kind(values["kind"], gate, max(policy.guardian_age, policy.minimum_age))
		age.check_registration(
			born,
			today,
			has_guardian_consent=bool(values.get("guardian_consent")),
			has_child_data_consent=bool(values.get("child_data_consent")),
			policy=policy,
		)


def _check_consent(values: dict) -> None:
	if not values.get("data_consent"):
		frappe.throw(
			_("Without your consent to the basic data nobody may enter you [L67 §6]. Read it and tick it."),
			ConsentError,
			title=_("Consent"),
		)


def _check_place(values: dict) -> None:
	"""The region exists; a site or team that does not take people is left out, and the staff sees to it."""
	if not frappe.db.exists("Service Region", values["region"]):
		_refuse(_("Choose your region from the list."))
	site, team = values.get("site") or "", values.get("team") or ""
	values["site"] = frappe.db.get_value("Service Site", {"name": site, "status": "Active"}, "name")
	values["team"] = frappe.db.get_value("Volunteer Team", {"name": team, "workflow_state": "Active"}, "name")
	known = frappe.get_all(
		"Service Skill",
		filters={"name": ["in", values.get("skills") or [""]]},
		pluck="name",
		order_by="name",
		limit=40,
	)
	values["skills"] = "\n".join(known)


def _fingerprint(key: str) -> str:
	return hashlib.sha256(key.encode()).hexdigest()


def _stored(request_id: str, sealed, lock: bool = False) -> str | None:
	"""The application that this key has made. Raises ApplicationError where it was another person's."""
	rows = frappe.db.sql(
		f"""select `name`, `id_number_hash` from `tabVolunteer Application` where `request_id` = %s
		{"for update" if lock else ""}""",  # noqa: S608
		(request_id,),
	)
	if not rows:
		return None
	name, digest = rows[0]
	if digest and not hmac.compare_digest(digest, sealed.digest):
		with enforce(ApplicationError, _(_TITLE)):
			raise PageKeyError()
	return name


def _insert(values: dict, sealed, request_id: str) -> str:
	doc = frappe.get_doc({"doctype": APPLICATION, **_fields(values), "request_id": request_id})
	doc.status = joining.CLAIM if _is_on_file(sealed.digest, values["mobile"]) else joining.RECEIVED
	doc.contact_last_four = contact.last_four(joining.phone_of(values["kind"], values))
	doc.id_number_masked = sealed.masked
	doc.flags.by_service = doc.flags.ignore_permissions = True
	heard = len(frappe.local.message_log)
	try:
		with undone_on_error():
			doc.insert()
	except (frappe.UniqueValidationError, frappe.DuplicateEntryError):
		# The same page has posted twice at once, and the other was first.
		del frappe.local.message_log[heard:]
		name = _stored(request_id, sealed, lock=True)
		if not name:
			raise
		return name
	frappe.db.sql(
		"""update `tabVolunteer Application` set `id_number_hash` = %s, `id_number_encrypted` = %s
		where `name` = %s""",
		(sealed.digest, sealed.cipher, doc.name),
	)
	return doc.name


def _limit_phone(phone: str) -> None:
	"""A phone that asks too often, whoever asks; counted by its hash. Raises RequestLimitError."""
	if not limits.take("application phone", _fingerprint(phone), PER_PHONE_A_DAY, seconds=_DAY_SECONDS):
		frappe.throw(
			_("Too many applications came with this phone number. Go on tomorrow, or come to a site."),
			RequestLimitError,
			title=_("Too Many Applications"),
		)


def _fields(values: dict) -> dict:
	kind = values["kind"]
	given = frozenset({notice.BASIC, *(key for key in notice.OPTIONAL if values.get(f"{key}_consent"))})
	kept = (
		"full_name", "kind", "sex", "date_of_birth", "id_type", "region", "site", "team", "skills",
		"interests", "mobile", "email", "wants_login", "photo_consent", "health_consent", "place_consent",
	)  # fmt: skip
	of_kind = {
		joining.MINOR: ("guardian_name", "guardian_phone", "guardian_consent", "child_data_consent"),
		joining.ON_BEHALF: ("proxy_name", "proxy_phone", "proxy_relation"),
	}.get(kind, ())
	now = applicants.this_minute()
	return {
		**{field: values.get(field) for field in (*kept, *of_kind)},
		"applied_on": now,
		"consent_on": now,
		"consent_method": joining.CONSENT_METHODS[kind],
		"consent_notice": notice.text(given),
	}


def _is_on_file(digest: str, mobile: str | None) -> bool:
	"""Somebody has a file with this number or this mobile: the staff looks who it is (认领)."""
	return bool(
		frappe.db.sql(
			"""select max(`name`) from `tabVolunteer Profile`
			where `id_number_hash` = %s or (`mobile` = %s and `mobile` <> '')""",
			(digest, mobile or ""),
		)[0][0]
	)


def _refuse(message: str) -> None:
	frappe.throw(message, ApplicationError, title=_(_TITLE))
