"""Cover requests 找人顶班: asked for by who holds a place, answered by who is asked."""

import frappe
from frappe import _

from volunteer_services.foundation import limits
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.volunteer_projects.services.covering import own as own_page
from volunteer_services.volunteer_projects.services.covering import requests
from volunteer_services.volunteer_projects.services.signing import access

SIGN_UP, DOCTYPE = "Activity Sign Up", "Cover Request"
ASKS_A_DAY = 3
DAY_SECONDS = 86_400


@endpoint(methods=["POST"])
def ask(sign_up: str, message: str = "") -> dict:
	"""Ask for a cover for one's own sign-up, or as the organiser for one of the activity's: {name, asked}."""
	_require(SIGN_UP, sign_up)
	limits.require("cover request", sign_up, ASKS_A_DAY, DAY_SECONDS)
	return retry.whole(lambda: requests.ask(sign_up, message))


@endpoint(methods=["POST"])
def answer(request: str, comes: bool) -> dict:
	"""The answer of somebody who is asked: take the place ({name, status} of the own sign-up), or decline
	({asked})."""
	own = access.own_volunteer()
	if not own:
		frappe.throw(_("Your user has no volunteer's file."), frappe.PermissionError)
	return retry.whole(lambda: (requests.accept if comes else requests.decline)(request, own))


@endpoint(methods=["POST"])
def withdraw(request: str) -> dict:
	"""No cover is needed any more; by who asked, or by the organiser: {}."""
	_require(DOCTYPE, request)
	retry.whole(lambda: requests.withdraw(request))
	return {}


@endpoint(methods=["GET"])
def mine() -> dict:
	"""What one is asked, and one's own open requests: {asked, own}."""
	return own_page.of_person(access.own_volunteer())


def _require(doctype: str, name: str) -> None:
	"""One's own, or a sign-up that one may write. Raises PermissionError."""
	field = "name" if doctype == SIGN_UP else "sign_up"
	found = frappe.db.get_value(doctype, name, ["volunteer", field], as_dict=True)
	own = access.own_volunteer()
	if not (found and own and found.volunteer == own):
		require_permission(SIGN_UP, "write", found[field] if found else "")
