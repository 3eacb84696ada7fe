"""Health data: sensitive [PIPL §28–29], so with a consent of its own and out of versions and lists."""

import frappe
from frappe import _

from volunteer_services.exceptions import ConsentError
from volunteer_services.foundation import access, roles
from volunteer_services.volunteer_registry.services import registration

PROFILE = "Volunteer Profile"
WRITERS = (roles.SITE, roles.MANAGER)


def store(volunteer: str, health_status: str, has_consent: bool) -> None:
	"""Write the status (empty: delete it). The value goes neither into the log nor into a version.

	Raises ConsentError without the separate consent, RestrictedProfileError for a locked file.
	"""
	text = health_status.strip()
	if text and not has_consent:
		frappe.throw(
			_("Health data need a consent of their own. Ask for it before you enter them."),
			ConsentError,
			title=_("Consent"),
		)
	doc = frappe.get_doc(PROFILE, volunteer)
	if doc.is_restricted or doc.merged_into:
		registration.refuse_locked(doc)
	doc.db_set("health_status", text or None)
	access.record("volunteer_services.api.registration.set_health_status", PROFILE, volunteer)
	what = _("with a separate consent") if text else _("and emptied it")
	doc.add_comment("Info", _("{0} set the health status {1}.").format(frappe.session.user, what))
