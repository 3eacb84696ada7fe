"""Volunteers log in by a code in a text message, where the organisation has a gateway and wants it.

For users of the website whose file is registered and alone has this phone: whoever works with records has a
password. The answer to a phone is the same whether there is such a user or not: the search is a job's work.
"""

from __future__ import annotations

import hashlib
import secrets

import frappe
from frappe import _
from frappe.utils import cint
from frappe.utils.password import get_encryption_key

from volunteer_services.exceptions import ContactError, LoginCodeError
from volunteer_services.foundation import limits, roles
from volunteer_services.foundation.messages import channels
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.settings import settings
from volunteer_services.portal.domain import login_code as rules
from volunteer_services.volunteer_registry.domain import contact

_KEY = "volunteer_services:login_code:"
_DAY_SECONDS = 24 * 3600


def is_offered() -> bool:
	"""Whether the organisation lets volunteers log in this way and has a gateway."""
	return bool(cint(settings().login_by_sms)) and channels.exists(channels.SMS)


def send(mobile: str, lang: str) -> None:
	"""Send a code to the phone, if it is a volunteer's with a login. Raises LoginCodeError where this is not
	offered, ContactError, RequestLimitError."""
	_require_offer()
	limits.require("login code address", limits.address(), rules.PER_ADDRESS_AN_HOUR)
	phone = _phone(mobile)
	limits.require("login code phone", _hashed(phone), rules.PER_PHONE_AN_HOUR)
	limits.require("login code day", _hashed(phone), rules.PER_PHONE_A_DAY, seconds=_DAY_SECONDS)
	frappe.enqueue(
		"volunteer_services.portal.services.login_code.make_and_send", queue="short", phone=phone, lang=lang
	)


def make_and_send(phone: str, lang: str) -> bool:
	"""The job: find whose phone it is, keep a code and send it; returns whether there was anybody."""
	user = user_of(phone)
	if not user:
		return False
	code = rules.printed(secrets.randbelow(10**rules.DIGITS))
	kept = {
		"digest": rules.digest(phone, code, get_encryption_key()),
		"user": user,
		"of": secrets.token_hex(8),
	}
	frappe.cache.set_value(_key(phone), kept, expires_in_sec=rules.LIFETIME_SECONDS)
	text = _("{0} is your code to log in. It holds for {1} minutes. Tell it to nobody.", lang).format(
		code, rules.LIFETIME_SECONDS // 60
	)
	channels.out(channels.SMS, phone, [text], lang)
	return True


def user_of(phone: str) -> str | None:
	"""The one user of the website whose registered file has this phone; None for staff, and where several
	files with a login have it."""
	found = frappe.db.sql(
		"""select v.`user` from `tabVolunteer Profile` v inner join `tabUser` u on u.`name` = v.`user`
		where v.`mobile` = %s and v.`workflow_state` = 'Registered' and v.`is_restricted` = 0
			and u.`enabled` = 1 and u.`user_type` = 'Website User' limit 2""",
		(phone,),
		pluck=True,
	)
	if len(found) != 1 or set(frappe.get_roles(found[0])) & roles.STAFF_AND_AUDITOR:
		return None
	return found[0]


def enter(mobile: str, code: str) -> None:
	"""Log in the user to whose phone the code went; a code is used once. Raises LoginCodeError, ContactError,
	RequestLimitError."""
	_require_offer()
	limits.require("login code try", limits.address(), rules.PER_ADDRESS_AN_HOUR * rules.MOST_TRIES)
	phone = _phone(mobile)
	key, typed = _key(phone), rules.normalise(code)
	kept = frappe.cache.get_value(key, expires=True)
	may_try = kept and limits.take(
		"login code tries", kept["of"], rules.MOST_TRIES, seconds=rules.LIFETIME_SECONDS
	)
	is_right = may_try and secrets.compare_digest(
		kept["digest"], rules.digest(phone, typed, get_encryption_key())
	)
	# What is deleted is used: of two who come at once, one finds it.
	if not is_right or not frappe.cache.delete(frappe.cache.make_key(key)) or user_of(phone) != kept["user"]:
		_refuse(_("The code is wrong or too old. Ask for another, or log in with your password."))
	frappe.cache.delete_value(key)
	frappe.local.login_manager.login_as(kept["user"])


def _phone(mobile: str) -> str:
	with enforce(ContactError, _("Ways of Contact")):
		return contact.normalise_mobile(mobile)


def _hashed(phone: str) -> str:
	return hashlib.sha256(phone.encode()).hexdigest()


def _key(phone: str) -> str:
	return f"{_KEY}{_hashed(phone)}"


def _require_offer() -> None:
	if not is_offered():
		_refuse(_("Logging in by text message is not offered here. Log in with your password."))


def _refuse(message: str) -> None:
	frappe.throw(message, LoginCodeError, title=_("Log In"))
