"""At the door: scanning passes, the activity's code, people who come by, and who is there."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, now_datetime

from volunteer_services.exceptions import ArgumentError, CheckInError
from volunteer_services.foundation import limits
from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain.check_in import Kind, Method
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.presence import events, passes, presences
from volunteer_services.volunteer_projects.services.presence.events import Seen
from volunteer_services.volunteer_projects.services.signing import access, enter

MOST_AT_ONCE = 500
CODES_AN_HOUR = 20
"""So often somebody may type an activity's code: a million codes are not tried in a lifetime."""


def scan(activity: str, text: str, seen: Seen) -> dict:
	"""The organiser scans somebody's pass. Raises CheckInError."""
	volunteer = passes.holder(text, seen.happened_at or now_datetime())
	return events.record(activity, volunteer, seen)


def take_in(activity: str, rows: Iterable[dict]) -> dict:
	"""Events that a phone kept while it had no network, in the order of their happening: {done, problems:
	[{offline_id, problem}]}. What is refused is said; what came before is not noted twice.

	Each row: text (of a pass that was scanned) or sign_up (of a name that was ticked), kind, happened_at,
	offline_id, phone_time. Raises ArgumentError.
	"""
	read = [_read(row) for row in rows]
	if len(read) > MOST_AT_ONCE:
		frappe.throw(
			_("{0} events at once are too many: send at most {1}.").format(len(read), MOST_AT_ONCE),
			ArgumentError,
			title=_("Check-in"),
		)
	ticked = _ticked(activity, {sign_up for _text, sign_up, _seen in read if sign_up})
	done, problems = [], []
	for text, sign_up, seen in sorted(read, key=lambda one: one[2].happened_at):
		with tried() as outcome:
			noted = _called(activity, ticked.get(sign_up), seen) if sign_up else scan(activity, text, seen)
			done.append({**noted, "offline_id": seen.offline_id})
		if outcome.problem:
			problems.append({"offline_id": seen.offline_id, "problem": outcome.problem})
	return {"done": done, "problems": problems}


def _ticked(activity: str, sign_ups: set[str]) -> dict[str, frappe._dict]:
	"""The sign-ups of this activity among these names."""
	if not sign_ups:
		return {}
	rows = frappe.db.sql(
		"""select `name`, `volunteer`, `shift` from `tabActivity Sign Up`
		where `activity` = %s and `name` in %s""",
		(activity, tuple(sign_ups)),
		as_dict=True,
	)
	return {row.name: row for row in rows}


def _called(activity: str, row: frappe._dict | None, seen: Seen) -> dict:
	"""Somebody of the list is called and answers. Raises CheckInError."""
	if not row:
		frappe.throw(
			_("This person is not in the list of this activity any more. Open the list again."),
			CheckInError,
			title=_("Check-in"),
		)
	return events.record(activity, row.volunteer, seen, row.shift)


def _read(row: dict) -> tuple[str, str, Seen]:
	if not isinstance(row, dict):
		_not_understood(row)
	try:
		kind = Kind(row.get("kind")).value
		happened_at = get_datetime(row["happened_at"])
		phone_time = get_datetime(row["phone_time"]) if row.get("phone_time") else None
		sign_up, offline_id = str(row.get("sign_up") or "")[:140], str(row["offline_id"])[:140]
		text = "" if sign_up else str(row["text"])
	except (KeyError, TypeError, ValueError):
		_not_understood(row)
	if not (happened_at and offline_id and kind != Kind.FORCED_OUT.value):
		_not_understood(row)
	method = Method.ROLL_CALL if sign_up else Method.LEADER_SCAN
	return (
		text,
		sign_up,
		Seen(kind, method.value, happened_at, offline_id=offline_id, phone_time=phone_time),
	)


def _not_understood(row) -> None:
	frappe.throw(
		_("This is no event of a check-in: {0}").format(frappe.utils.escape_html(str(row)[:140])),
		ArgumentError,
		title=_("Check-in"),
	)


def by_code(activity: str, volunteer: str, kind: str, code: str) -> dict:
	"""A volunteer reads the code from the organiser's screen. Small activities are scanned by the organiser
	[practice of the provincial platform]. Raises CheckInError, RequestLimitError."""
	limits.require("check-in code", volunteer, CODES_AN_HOUR)
	fewest = cint(settings().self_check_in_from)
	if fewest and places(activity) < fewest:
		frappe.throw(
			_("Here the organiser scans your own code. Show it on your page."),
			CheckInError,
			title=_("Check-in"),
		)
	if not passes.is_code_of(activity, code):
		frappe.throw(
			_("{0} is not the code that is shown now. It changes every minute: read it again.").format(
				frappe.utils.escape_html(code[:20])
			),
			CheckInError,
			title=_("Check-in"),
		)
	return events.record(activity, volunteer, Seen(kind, Method.ACTIVITY_CODE.value, is_own=True))


def places(activity: str) -> int:
	"""How many people the activity takes, or has taken where it takes any number."""
	((capacity, taken, endless),) = frappe.db.sql(
		"""select coalesce(sum(`capacity`), 0), coalesce(sum(`places_taken`), 0),
			coalesce(sum(`capacity` = 0), 0)
		from `tabActivity Shift` where `activity` = %s""",
		(activity,),
	)
	return cint(taken if endless else capacity)


def come_by(activity: str, volunteer: str, shift: str | None, override: str) -> dict:
	"""Somebody who had not signed up is let in and checked in; with no place left only by an override."""
	ask = enter.Ask(volunteer, is_here=True)
	shift = shift or _now(activity)
	answer = enter.sign_up(activity, ask, shift, enter.ON_THE_SPOT, override)
	if answer["status"] == "Waiting" and not override:
		frappe.throw(
			_("No place is left. Say why the person comes in all the same, or raise the number of places."),
			CheckInError,
			title=_("No Places Left"),
		)
	return events.record(
		activity, volunteer, Seen(Kind.IN.value, Method.MANUAL.value, override=override), shift
	)


def _now(activity: str) -> str:
	"""The shift that is under way, or the next; the only one of the activity where there is one."""
	rows = frappe.db.sql(
		"""select `name` from `tabActivity Shift` where `activity` = %s and `ends_on` > %s
		order by `starts_on`, `name` limit 1""",
		(activity, now_datetime()),
	)
	return rows[0][0] if rows else shifts.only(activity)


def board(activity: str) -> dict:
	"""Who is expected, who is there, who has left: {people: [{volunteer, volunteer_name, post, shift, since,
	until, minutes, doubts}], problems: where roll-call and events disagree}."""
	found = {one.sign_up: one for one in presences.of_activity(activity)}
	people = [_line(row, found.get(row.name)) for row in _expected(activity)]
	doc = frappe.get_doc("Service Activity", activity)
	return {"people": people, "problems": presences.against_the_list(doc, list(found.values()))}


def _expected(activity: str) -> list[frappe._dict]:
	return frappe.db.sql(
		"""select s.`name`, s.`volunteer`, s.`volunteer_name`, s.`post`, s.`status`, f.`shift_title` as shift
		from `tabActivity Sign Up` s inner join `tabActivity Shift` f on f.`name` = s.`shift`
		where s.`activity` = %s
			and s.`status` in ('Signed Up', 'Offered', 'Confirmed', 'Attended', 'Left Early')
		order by f.`starts_on`, s.`volunteer_name`, s.`name`""",
		(activity,),
		as_dict=True,
	)


def _line(row: frappe._dict, one: presences.Found | None) -> dict:
	presence = one.presence if one else None
	pairs = presence.pairs if presence else []
	return {
		**row,
		"since": presence.open_since or (pairs[0].starts_on if pairs else None) if presence else None,
		"until": pairs[-1].ends_on if pairs and not presence.open_since else None,
		"minutes": presence.minutes if presence else 0,
		"doubts": [_(doubt) for doubt in presence.doubts] if presence else [],
	}


def own_pass() -> dict:
	"""The pass of the session user's own file: {text, until}. Raises PermissionError."""
	volunteer = access.own_volunteer()
	if not volunteer:
		frappe.throw(_("Your user has no volunteer's file."), frappe.PermissionError)
	return passes.make(volunteer)
