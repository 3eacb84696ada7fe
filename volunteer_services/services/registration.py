"""From the application to the card, and what follows from a change of state."""

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from volunteer_services.exceptions import ConsentError, RestrictedProfileError
from volunteer_services.services import memberships, points_exit, roles
from volunteer_services.services.applicants import this_minute

PROFILE = "Volunteer Profile"
AWAITING = "awaiting registration"
AWAITING_STATES = frozenset({"Applied", "Pending Review", "Returned"})
LEFT_STATES = {"Suspended": "suspended", "Deregistered": "deregistered"}


def serving_problem(volunteer_row, service_date=None) -> str | None:
	"""Why a volunteer's service on that day cannot be recorded as usual; None when it can.

	"awaiting registration": it is accepted and waits [REG §38]. "suspended", "deregistered", "rejected",
	"restricted": it is refused. Service given before a suspension or deregistration can still be recorded.
	The row holds workflow_state, is_restricted and, for the last rule, state_changed_on and registered_on.
	"""
	row = volunteer_row
	if row.get("is_restricted"):
		return "restricted"
	state = row.get("workflow_state")
	if state == "Registered":
		return None
	if state in AWAITING_STATES:
		return AWAITING
	if state in LEFT_STATES:
		return None if _served_before(row, service_date) else LEFT_STATES[state]
	return "rejected"


def _served_before(row, service_date) -> bool:
	changed, registered = row.get("state_changed_on"), row.get("registered_on")
	if not (service_date and changed and registered):
		return False
	return getdate(registered) <= getdate(service_date) < getdate(changed)


def other_reviewers(doc) -> set[str]:
	"""The levels at which somebody else than the own users may register this person."""
	from volunteer_services.services.log_routing import staffing

	site = frappe.db.get_value("Volunteer Team", doc.primary_team, "site") if doc.primary_team else None
	return staffing(doc.primary_team, site, doc.region).occupied(doc.own_users()) - {"Team"}


def after_transition(doc, action: str) -> None:
	"""What a stored change of state brings about beyond the file."""
	if action in ("Register", "Resume"):
		on_registered(doc)
	if action == "Deregister":
		memberships.close_all(doc.name, _(doc.exit_reason))
		points_exit.on_deregistered(doc)


def on_registered(doc) -> None:
	"""The role for the user, the place in the team, and the records that waited."""
	from volunteer_services.services.service_log import release_awaiting

	if doc.user:
		roles.grant(doc.user, "Volunteer")
	if doc.primary_team:
		memberships.ensure(doc.name, doc.primary_team)
	release_awaiting(doc.name)


def withdraw_consent(volunteer: str, reason: str) -> None:
	"""Lock the file [PIPL]: the records are kept [GBT §5.2.2], nothing new is entered."""
	doc = frappe.get_doc(PROFILE, volunteer)
	doc.check_permission("write")
	if doc.is_restricted:
		frappe.throw(_("The consent of {0} was withdrawn already.").format(volunteer), ConsentError)
	doc.flags.consent_change = True
	doc.is_restricted, doc.data_consent = 1, 0
	doc.consent_withdrawn_on = now_datetime()
	doc.save()
	doc.add_comment("Info", _("The consent was withdrawn: {0}").format(frappe.utils.escape_html(reason)))


def renew_consent(volunteer: str, method: str) -> None:
	"""Unlock a file: the person consents again."""
	doc = frappe.get_doc(PROFILE, volunteer)
	doc.check_permission("write")
	if not doc.is_restricted:
		frappe.throw(_("The consent of {0} is in force.").format(volunteer), ConsentError)
	doc.flags.consent_change = True
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
