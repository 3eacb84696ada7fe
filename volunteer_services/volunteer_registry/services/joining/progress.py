"""Where an application is, for who has its number and the last four digits of its phone."""

import frappe
from frappe.utils import cint, cstr

from volunteer_services.foundation import limits
from volunteer_services.foundation.settings import checks_per_hour
from volunteer_services.volunteer_registry.domain import contact, joining

APPLICATION, PROFILE = "Volunteer Application", "Volunteer Profile"
GUESSES_AN_HOUR = 10
EMPTY = {
	"state": "unknown",
	"application": None,
	"applied_on": None,
	"reason": None,
	"lacks_proof": False,
	"has_login": False,
}
# The state of the file that was made → what the applicant is told. A claim shows as received: that a number
# is on file is nobody's business.
_OF_FILE = {
	"Registered": "registered",
	"Suspended": "registered",
	"Returned": "returned",
	"Rejected": "refused",
}
_OF_APPLICATION = {
	joining.RECEIVED: "received",
	joining.CLAIM: "received",
	joining.RETURNED: "returned",
	joining.REFUSED: "refused",
}


def tell(number: str, last_four: str) -> dict:
	"""The keys of EMPTY; ``state`` is received, in_review, returned, refused, registered, closed or unknown.

	Wrong numbers get EMPTY, whichever of the two is wrong. Raises RequestLimitError, by address and number.
	"""
	limits.require("application state", limits.address(), checks_per_hour())
	name, digits = joining.normalise_number(number[:60]), contact.last_four(last_four)
	if name:
		limits.require("application number", name, GUESSES_AN_HOUR)
	row = frappe.db.get_value(
		APPLICATION,
		{"name": name, "contact_last_four": digits or "-"},
		["name", "status", "kind", "applied_on", "decision_reason", "volunteer", "proof"],
		as_dict=True,
	)
	if not row:
		return dict(EMPTY)
	state, reason, has_login = _OF_APPLICATION.get(row.status, ""), row.decision_reason, False
	if row.volunteer:
		file = frappe.db.get_value(
			PROFILE,
			row.volunteer,
			["workflow_state", "decision_reason", "user", "is_restricted"],
			as_dict=True,
		)
		state, reason, has_login = _of_file(file)
	is_waiting = state in ("received", "returned")
	return {
		"state": state,
		"application": row.name,
		"applied_on": cstr(row.applied_on)[:10],
		"reason": reason if state in ("returned", "refused") else None,
		"lacks_proof": is_waiting and row.kind == joining.ON_BEHALF and not row.proof,
		"has_login": has_login,
	}


def _of_file(file) -> tuple[str, str | None, bool]:
	if not file or cint(file.is_restricted) or file.workflow_state == "Deregistered":
		return "closed", None, False
	return _OF_FILE.get(file.workflow_state, "in_review"), file.decision_reason, bool(file.user)
