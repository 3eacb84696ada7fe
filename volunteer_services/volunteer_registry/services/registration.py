"""From the application to the card, and what follows from a change of state."""

import frappe
from frappe import _
from frappe.utils import now_datetime

from volunteer_services.exceptions import ConsentError, RestrictedProfileError
from volunteer_services.foundation import events, roles
from volunteer_services.foundation.scope.staffing import staffing
from volunteer_services.volunteer_registry.services import memberships, photo
from volunteer_services.volunteer_registry.services.applicants import this_minute
from volunteer_services.volunteer_registry.services.joining import accounts

PROFILE = "Volunteer Profile"


def other_reviewers(doc) -> set[str]:
	"""The levels at which somebody else than the users concerned may register this person."""

	site = frappe.db.get_value("Volunteer Team", doc.primary_team, "site") if doc.primary_team else None
	return staffing(doc.primary_team, site, doc.region).occupied(doc.own_users()) - {"Team"}


def after_transition(doc, action: str) -> None:
	"""What a stored change of state brings about beyond the file."""
	if action in ("Register", "Resume"):
		on_registered(doc)
	if action == "Deregister":
		memberships.close_all(doc.name, _(doc.exit_reason))
		events.tell("volunteer_deregistered", doc)


def on_registered(doc) -> None:
	"""The role for the user, the place in the team, and the records that waited."""
	accounts.make_asked(doc)
	if doc.user:
		roles.grant(doc.user, roles.VOLUNTEER)
	if doc.primary_team:
		memberships.ensure(doc.name, doc.primary_team)
	events.tell("volunteer_registered", doc)


def withdraw_consent(volunteer: str, reason: str) -> None:
	"""Lock the file [PIPL]: the records are kept [GBT §5.2.2], nothing new is entered."""
	doc = frappe.get_doc(PROFILE, volunteer)
	doc.check_permission("write")
	_lock(doc, reason)


def lock_by_person(doc) -> None:
	"""The same by the person themselves, whose file ``doc`` is: it needs no right and no reason."""
	doc.flags.ignore_permissions = True
	_lock(doc, _("by the person themselves, on their own page"))


def _lock(doc, reason: str) -> None:
	if doc.is_restricted:
		frappe.throw(_("The consent of {0} was withdrawn already.").format(doc.name), ConsentError)
	doc.flags.consent_change = doc.flags.by_service = True
	doc.is_restricted, doc.data_consent = 1, 0
	doc.consent_withdrawn_on = now_datetime()
	photo.take_out(doc)
	doc.save()
	doc.add_comment("Info", _("The consent was withdrawn: {0}").format(frappe.utils.escape_html(reason)))


def renew_consent(volunteer: str, method: str) -> None:
	"""Unlock a file: the person consents again."""
	doc = frappe.get_doc(PROFILE, volunteer)
	doc.check_permission("write")
	if not doc.is_restricted:
		frappe.throw(_("The consent of {0} is in force.").format(volunteer), ConsentError)
	doc.flags.consent_change = doc.flags.by_service = True
	doc.is_restricted, doc.data_consent = 0, 1
	doc.data_consent_on, doc.consent_method, doc.consent_withdrawn_on = this_minute(), method, None
	doc.save()
	doc.add_comment("Info", _("The person consented again."))


def refuse_locked(doc) -> None:
	"""Raise RestrictedProfileError: a file without consent, or merged into another, is not edited."""
	if doc.merged_into:
		message = _("{0} was merged into {1}: go on there.").format(doc.name, doc.merged_into)
	else:
		message = _("The consent of {0} was withdrawn on {1}: the file is kept, but locked.").format(
			doc.name, frappe.utils.format_date(doc.consent_withdrawn_on)
		)
	frappe.throw(message, RestrictedProfileError, title=_("File Locked"))
