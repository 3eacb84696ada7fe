"""Check-in and check-out: the organiser's scanner and board, the volunteer's pass and the activity's code."""

from typing import Annotated

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from volunteer_services.exceptions import CheckInError
from volunteer_services.foundation.access import require_permission, require_role
from volunteer_services.foundation.database import retry
from volunteer_services.foundation.domain.arguments import Moment, choice
from volunteer_services.foundation.endpoint import endpoint
from volunteer_services.foundation.paper import printing
from volunteer_services.foundation.roles import STAFF
from volunteer_services.foundation.rules import enforce
from volunteer_services.volunteer_projects.domain.check_in import Method
from volunteer_services.volunteer_projects.domain.place import Point
from volunteer_services.volunteer_projects.services.presence import door, events, passes, place
from volunteer_services.volunteer_projects.services.signing import access
from volunteer_services.volunteer_registry.services import lookup

_KINDS = ("In", "Out")
ACTIVITY = "Service Activity"


@endpoint(methods=["POST"])
def own_pass() -> dict:
	"""One's own check-in code for a day, to be shown without network, too: {text, until, picture}."""
	made = door.own_pass()
	return {**made, "picture": printing.qr_data_uri(made["text"])}


@endpoint(methods=["GET"])
def code(activity: str) -> dict:
	"""What the organiser's screen shows now: {code, seconds until the next}."""
	require_permission(ACTIVITY, "write", activity)
	return passes.code_of(activity)


@endpoint(methods=["POST"])
def scan(
	activity: str,
	text: str,
	kind: Annotated[str, choice(*_KINDS)],
	happened_at: Moment | None = None,
	override: str = "",
) -> dict:
	"""The organiser scans a pass: {name, sign_up, volunteer_name, kind, happened_at, is_new}."""
	require_permission(ACTIVITY, "write", activity)
	seen = events.Seen(kind, Method.LEADER_SCAN.value, _moment(happened_at), override=override.strip())
	return retry.whole(lambda: door.scan(activity, text, seen))


@endpoint(methods=["POST"])
def take_in(activity: str, rows: list) -> dict:
	"""Events of a phone that had no network: {done, problems}. Each row: text or sign_up, kind, happened_at,
	offline_id, phone_time."""
	require_permission(ACTIVITY, "write", activity)
	return retry.whole(lambda: door.take_in(activity, rows))


@endpoint(methods=["POST"])
def whose(text: str) -> dict:
	"""Whose pass somebody shows at the counter: {volunteer, is_seen}; of elsewhere {masked_name, team_name,
	state} beside the number. For staff; counted among the look-ups. Raises CheckInError, LookupLimitError."""
	require_role(STAFF)
	return lookup.of_pass(passes.holder(text, now_datetime()))


@endpoint(methods=["POST"])
def enter_by_hand(
	activity: str,
	volunteer: str,
	kind: Annotated[str, choice(*_KINDS)],
	happened_at: Moment | None = None,
	override: str = "",
	remark: str = "",
) -> dict:
	"""The organiser notes somebody who has no code with them."""
	access.check(activity, volunteer)
	seen = events.Seen(
		kind, Method.MANUAL.value, _moment(happened_at), override=override.strip(), remark=remark.strip()
	)
	return retry.whole(lambda: events.record(activity, volunteer, seen))


@endpoint(methods=["POST"])
def come_by(activity: str, volunteer: str, shift: str | None = None, override: str = "") -> dict:
	"""Somebody who had not signed up is let in at the door and checked in."""
	access.check(activity, volunteer)
	return retry.whole(lambda: door.come_by(activity, volunteer, shift, override.strip()))


@endpoint(methods=["POST"])
def by_code(activity: str, kind: Annotated[str, choice(*_KINDS)], code: str) -> dict:
	"""One's own check-in by the code on the organiser's screen."""
	own = _own()
	return retry.whole(lambda: door.by_code(activity, own, kind, code))


@endpoint(methods=["POST"])
def by_place(
	activity: str,
	kind: Annotated[str, choice(*_KINDS)],
	latitude: float,
	longitude: float,
	accuracy_m: float,
) -> dict:
	"""One's own check-in where the activity is; degrees of WGS 84 and metres, which are not kept."""
	own = _own()
	with enforce(CheckInError, _("Check-in by Place")):
		phone = Point(latitude, longitude)
	return retry.whole(lambda: place.by_place(activity, own, kind, phone, accuracy_m))


@endpoint(methods=["POST"])
def consent_to_place(given: bool) -> None:
	"""One's own consent to have the phone's place compared with the activity's, or its end."""
	place.consent(_own(), given)


@endpoint(methods=["GET"])
def board(activity: str) -> dict:
	"""For the organiser: who is expected, who is there since when, and where the list disagrees."""
	require_permission(ACTIVITY, "write", activity)
	return door.board(activity)


def _own() -> str:
	own = access.own_volunteer()
	if not own:
		frappe.throw(_("Your user has no volunteer's file."), frappe.PermissionError)
	return own


def _moment(text: str | None):
	return get_datetime(text) if text else None
