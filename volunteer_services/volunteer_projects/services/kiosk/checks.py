"""Somebody stands before a site's tablet: who it is, for which of today's shifts, in or out.

What the screen says is read by whoever stands behind: a masked name and the activity, and no reason that
tells about a person. Locks: the kiosk, then as in presence/events.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, now_datetime

from volunteer_services.exceptions import CheckInError
from volunteer_services.foundation import limits
from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain.check_in import Kind, Method
from volunteer_services.volunteer_projects.domain.kiosk import rules
from volunteer_services.volunteer_projects.domain.sign_up import HOLDS_PLACE
from volunteer_services.volunteer_projects.services.kiosk import device
from volunteer_services.volunteer_projects.services.presence import events, passes
from volunteer_services.volunteer_registry.domain.identity import mask_name

CHECKS_A_MINUTE, CHECKS_AN_HOUR = 30, 600
WRONG_ONES, PAUSE_SECONDS = 5, 300
"""Five wrong codes or names within five minutes, and the kiosk rests for as long."""
_PAUSED = "volunteer_services:kiosk pause:"
_MOST = 20


def by_code(token: str, text: str) -> dict:
	"""A volunteer shows the code of the own page: see ``_check``."""
	return _check(token, lambda: _holder(text))


def by_number(token: str, number: str, full_name: str) -> dict:
	"""A volunteer types number and name: see ``_check``."""
	return _check(token, lambda: _named(rules.number(number), full_name))


def _check(token: str, find: Callable[[], str | None]) -> dict:
	"""{result, text} and, where something was noted, {name, activity, at, seconds until the kiosk ends}.

	``result``: in, out, staff (no place of theirs now, or something speaks against it), wrong (nobody, of
	whatever reason), paused.

	Raises PermissionError without an open kiosk, RequestLimitError.
	"""
	kiosk = device.of_token(token, for_update=True)
	if not kiosk:
		frappe.throw(
			_("This kiosk is not open any more. Please go to the staff."),
			frappe.PermissionError,
			title=_("Kiosk"),
		)
	limits.require("kiosk minute", kiosk.name, CHECKS_A_MINUTE, seconds=60)
	limits.require("kiosk hour", kiosk.name, CHECKS_AN_HOUR)
	if frappe.cache.get_value(_PAUSED + kiosk.name, expires=True):
		return _says("paused", _("Too many wrong entries. Please wait five minutes, or go to the staff."))
	volunteer = find()
	if not volunteer:
		if not limits.take("kiosk wrong", kiosk.name, WRONG_ONES - 1, seconds=PAUSE_SECONDS):
			frappe.cache.set_value(_PAUSED + kiosk.name, 1, expires_in_sec=PAUSE_SECONDS)
		return _says("wrong", _("This was not recognised. Please try again, or go to the staff."))
	return _note(kiosk, volunteer)


def _holder(text: str) -> str | None:
	try:
		return passes.holder(text, now_datetime())
	except CheckInError:
		frappe.clear_messages()
		return None


def _named(number: str, full_name: str) -> str | None:
	stored = frappe.db.get_value("Volunteer Profile", number[:140], "full_name") if number else None
	return number if rules.is_name(full_name, stored or "") else None


def _note(kiosk: frappe._dict, volunteer: str) -> dict:
	now = now_datetime().replace(microsecond=0)
	grace = timedelta(minutes=cint(settings().check_in_grace_before))
	places = _places(kiosk.site, volunteer, now)
	step = rules.next_step((_turn(row) for row in places), now, grace)
	if not step:
		return _says(
			"staff", _("You have no place in an activity here at this time. Please go to the staff.")
		)
	row = next(row for row in places if row.name == step.turn.sign_up)
	if step.is_repeat:
		return _noted(row, step.kind, get_datetime(step.turn.last_at))
	seen = events.Seen(step.kind, Method.KIOSK.value, now, is_own=True, kiosk=kiosk.name)
	with tried() as outcome:
		done = events.record(row.activity, volunteer, seen, row.shift)
	if outcome.problem:
		return _says("staff", _("You cannot be checked in here at this time. Please go to the staff."))
	seconds = device.used(kiosk)
	return {**_noted(row, done["kind"], get_datetime(done["happened_at"])), "seconds": seconds}


def _places(site: str, volunteer: str, now) -> list[frappe._dict]:
	"""The places that the person holds at the site about now, each with its last event."""
	rows = frappe.db.sql(
		"""select s.`name`, s.`activity`, s.`shift`, s.`volunteer_name`, a.`activity_name`,
			f.`starts_on`, f.`ends_on`
		from `tabActivity Sign Up` s
		inner join `tabActivity Shift` f on f.`name` = s.`shift`
		inner join `tabService Activity` a on a.`name` = s.`activity`
		where s.`volunteer` = %s and s.`status` in %s and a.`site` = %s
			and a.`workflow_state` in ('Published', 'Completed')
			and f.`starts_on` <= %s and f.`ends_on` >= %s
		order by f.`starts_on`, s.`name` limit %s""",
		(volunteer, tuple(sorted(HOLDS_PLACE)), site, now + rules.EARLY, now - rules.LATE, _MOST),
		as_dict=True,
	)
	last = _last_events([row.name for row in rows])
	for row in rows:
		row.last = last.get(row.name)
	return rows


def _last_events(sign_ups: list[str]) -> dict[str, frappe._dict]:
	if not sign_ups:
		return {}
	rows = frappe.db.sql(
		"""select `sign_up`, `kind`, `happened_at` from `tabCheck In` where `sign_up` in %s
		order by `happened_at`, `creation`""",
		(tuple(sign_ups),),
		as_dict=True,
	)
	return {row.sign_up: row for row in rows}


def _turn(row: frappe._dict) -> rules.Turn:
	last = row.last or frappe._dict()
	return rules.Turn(
		row.name,
		get_datetime(row.starts_on),
		get_datetime(row.ends_on),
		last.kind or "",
		get_datetime(last.happened_at) if last.happened_at else None,
	)


def _noted(row: frappe._dict, kind: str, at) -> dict:
	is_in = kind == Kind.IN.value
	return {
		**_says(
			"in" if is_in else "out", _("Checked in. Welcome!") if is_in else _("Checked out. Thank you!")
		),
		"name": mask_name(row.volunteer_name or ""),
		"activity": row.activity_name,
		"at": f"{at:%H:%M}",
	}


def _says(result: str, text: str) -> dict:
	return {"result": result, "text": text}
