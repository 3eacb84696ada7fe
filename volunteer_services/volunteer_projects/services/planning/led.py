"""The leader of a shift 组长: a volunteer who sees who comes to the own shift, and says who came."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import cstr, format_datetime, get_datetime, now_datetime

from volunteer_services.exceptions import SignUpError
from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP
from volunteer_services.volunteer_projects.services.signing import access, steps

TARGETS = ("Confirmed", "Excused", "Attended", "Left Early", "No Show")
_BEFORE = frozenset({"Confirmed", "Excused"})
_MINE = frozenset({"Signed Up", "Confirmed", "Attended", "Left Early", "Excused", "No Show"})
_SHOWN = tuple(sorted(_MINE | EXPECTED))
EARLY = timedelta(hours=2)
AFTER = timedelta(hours=12)
MOST_SHIFTS = 20


def of_person(volunteer: str | None) -> list[dict]:
	"""The shifts that a volunteer leads and that are not over, soonest first, each with its people: name,
	volunteer_name, post, last_four, status, steps. Two queries."""
	if not volunteer:
		return []
	shifts = frappe.db.sql(
		"""select f.`name`, f.`activity`, f.`activity_name`, f.`shift_title`, f.`is_whole`, f.`post`,
			f.`starts_on`, f.`ends_on`, f.`capacity`, f.`places_taken`, a.`location`
		from `tabActivity Shift` f inner join `tabService Activity` a on a.`name` = f.`activity`
		where f.`shift_leader` = %s and a.`workflow_state` in ('Published', 'Completed') and f.`ends_on` > %s
		order by f.`starts_on`, f.`name` limit %s""",
		(volunteer, now_datetime() - AFTER, MOST_SHIFTS),
		as_dict=True,
	)
	people = _people([row.name for row in shifts], volunteer)
	for row in shifts:
		row.people = people[row.name]
		for one in row.people:
			one.steps = [] if one.is_own else _steps(one.status, row.starts_on)
	return shifts


def _people(shifts: list[str], leader: str) -> dict[str, list[frappe._dict]]:
	found: dict[str, list[frappe._dict]] = defaultdict(list)
	if not shifts:
		return found
	rows = frappe.db.sql(
		"""select s.`name`, s.`shift`, s.`volunteer_name`, s.`post`, s.`status`,
			s.`volunteer` = %s as is_own, v.`mobile_last_four` as last_four
		from `tabActivity Sign Up` s inner join `tabVolunteer Profile` v on v.`name` = s.`volunteer`
		where s.`shift` in %s and s.`status` in %s order by s.`queue_no`""",
		(leader, tuple(shifts), _SHOWN),
		as_dict=True,
	)
	for row in rows:
		found[row.shift].append(row)
	return found


def _steps(status: str, starts_on) -> list[str]:
	"""What the leader may do: who waits is the organiser's to let in."""
	if status not in _MINE:
		return []
	has_begun = get_datetime(starts_on) - EARLY <= now_datetime()
	later = [one for one in TARGETS if one not in _BEFORE and one != status] if has_begun else []
	first = {"Signed Up": ["Confirmed", "Excused"], "Confirmed": ["Excused"]}.get(status, [])
	return [*first, *later]


def move(sign_up: str, status: str, reason: str | None) -> dict:
	"""A step by the leader of the shift: {name, status, position}. Raises PermissionError, SignUpError."""
	row = _require_led(sign_up)
	if status not in _steps(row.status, row.starts_on) and status != row.status:
		frappe.throw(
			_("{0} is “{1}”: from {2} on you say who came. For all else ask the organiser.").format(
				row.volunteer_name,
				_(row.status, context=SIGN_UP),
				format_datetime(get_datetime(row.starts_on) - EARLY),
			),
			SignUpError,
			title=_("Sign-up"),
		)
	return steps.move(sign_up, status, reason)


def _require_led(sign_up: str) -> frappe._dict:
	"""The sign-up, of somebody else, in a shift that the session's user leads. Raises PermissionError."""
	own = access.own_volunteer()
	rows = frappe.db.sql(
		"""select s.`status`, s.`starts_on`, s.`volunteer_name` from `tabActivity Sign Up` s
		inner join `tabActivity Shift` f on f.`name` = s.`shift`
		where s.`name` = %s and f.`shift_leader` = %s and s.`volunteer` <> %s""",
		(sign_up, cstr(own), cstr(own)),
		as_dict=True,
	)
	if not own or not rows:
		frappe.throw(
			_("You have no permission for {0}.").format(_(SIGN_UP)),
			frappe.PermissionError,
			title=_("Not Allowed"),
		)
	return rows[0]
