"""Applications of invented people, sent as the public page sends them."""

import secrets

import frappe

from tests import factories as make
from volunteer_services.foundation import limits
from volunteer_services.volunteer_registry.services.joining import applying

APPLICATION = "Volunteer Application"


def values(place, **changed) -> dict:
	"""The arguments of an adult's application in the street of ``place``."""
	return {
		"kind": "Self",
		"full_name": "梁美华",
		"id_number": make.resident_id("1990-02-03", male=False),
		"region": place.region.name,
		"request_key": secrets.token_hex(16),
		"mobile": f"138{secrets.randbelow(10**8):08d}",
		"data_consent": True,
		**changed,
	}


def applied(place, **changed):
	"""A stored application, made by a guest; the session's user stays."""
	user, sent = frappe.session.user, values(place, **changed)
	key = sent.pop("request_key")
	frappe.set_user("Guest")
	try:
		number = applying.apply({"id_type": "Resident ID", **sent}, key)["application"]
	finally:
		frappe.set_user(user)
	return frappe.get_doc(APPLICATION, number)


def forget_limits() -> None:
	"""What this address and these phones have asked before is forgotten."""
	frappe.cache.delete_keys(f"{limits._PREFIX}application")
