"""Volunteers take back themselves what they agreed to [PIPL §15]: as easy as giving it."""

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.exceptions import ArgumentError, ConsentError
from volunteer_services.volunteer_registry.services import photo, registration

PROFILE = "Volunteer Profile"
PURPOSES = ("data", "photo", "health")


def withdraw(volunteer: str, purpose: str) -> None:
	"""Take back the consent to ``data`` (the file is locked, records are kept by law), ``photo`` or
	``health`` (what was kept is deleted). The caller has proved whose file it is.

	Raises ArgumentError for another purpose, ConsentError where nothing is in force.
	"""
	if purpose not in PURPOSES:
		frappe.throw(
			_("{0} is no purpose of a consent: {1}.").format(
				frappe.utils.escape_html(purpose[:40]), ", ".join(PURPOSES)
			),
			ArgumentError,
		)
	doc = frappe.get_doc(PROFILE, volunteer, for_update=True)
	if purpose == "data":
		registration.lock_by_person(doc)
	elif purpose == "photo":
		_require(cint(doc.photo_consent) or doc.photo)
		doc.flags.by_service = doc.flags.ignore_permissions = True
		photo.take_out(doc)
		doc.save()
		doc.add_comment("Info", _("The person took back the consent to a photo."))
	else:
		_require(doc.health_status)
		doc.db_set("health_status", None)
		doc.add_comment("Info", _("The person took back the consent to health data."))


def _require(given) -> None:
	if not given:
		frappe.throw(_("Nothing of this kind is kept of you."), ConsentError, title=_("Consent"))
