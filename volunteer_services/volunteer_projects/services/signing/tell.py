"""What people are told of their sign-ups: a line in their notifications, in their own language.

Never before an activity is published: nobody is signed up then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import frappe
from frappe import _
from frappe.utils import format_datetime

from volunteer_services.foundation.messages import send
from volunteer_services.foundation.messages.send import site_language
from volunteer_services.volunteer_projects.services.shifts import AVAILABILITY, SIGN_UP

KIND = "Sign-up"


def offered(names: Iterable[str]) -> None:
	"""A place became free."""
	_tell(
		names,
		lambda row, lang: _("A place is free for you: {0}, {1}. Answer until {2}.", lang).format(
			row.activity_name, format_datetime(row.starts_on), format_datetime(row.offered_until)
		),
	)


def reserve(names: Iterable[str]) -> None:
	"""Among the first who wait."""
	_tell(
		names,
		lambda row, lang: _(
			"You are a reserve: {0}, {1}. You hold no place, but please keep the time free: you are told "
			"when a place is yours.",
			lang,
		).format(row.activity_name, format_datetime(row.starts_on)),
	)


def no_reserve(names: Iterable[str]) -> None:
	"""Waits as before, but not among the first."""
	_tell(
		names,
		lambda row, lang: _(
			"You are no reserve any more: {0}, {1}. You stay on the waiting list.", lang
		).format(row.activity_name, format_datetime(row.starts_on)),
	)


def asked_to_confirm(names: Iterable[str]) -> None:
	"""The shift comes near."""
	_tell(
		names,
		lambda row, lang: _("Do you come? {0}, {1}. Please confirm or withdraw.", lang).format(
			row.activity_name, format_datetime(row.starts_on)
		),
	)


def called_off(names: Iterable[str], reason: str) -> None:
	"""The activity does not take place."""
	_tell(
		names,
		lambda row, lang: _("{0}, {1}, is called off: {2}", lang).format(
			row.activity_name, format_datetime(row.starts_on), reason
		),
	)


def rescheduled(names: Iterable[str]) -> None:
	"""The shift is at another time."""
	_tell(
		names,
		lambda row, lang: _("{0} is at another time: {1}. Please confirm or withdraw.", lang).format(
			row.activity_name, format_datetime(row.starts_on)
		),
	)


def ask_again(shift: str) -> None:
	"""Those who said that they could serve said so of another time."""
	rows = frappe.db.sql(
		"""select q.`name`, q.`activity_name`, f.`starts_on`, v.`user`, u.`language`
		from `tabShift Availability` q inner join `tabActivity Shift` f on f.`name` = q.`shift`
		inner join `tabVolunteer Profile` v on v.`name` = q.`volunteer`
		inner join `tabUser` u on u.`name` = v.`user` and u.`enabled` = 1
		where q.`shift` = %s and q.`answer` = 'Can Serve' and v.`user` <> %s order by q.`name`""",
		(shift, frappe.session.user),
		as_dict=True,
	)
	usual = site_language()
	write([(row, _again_text(row, row.language or usual)) for row in rows], AVAILABILITY)


def _again_text(row: frappe._dict, lang: str) -> str:
	return _(
		"A shift of {0} is at another time: {1}. Please say again whether you could serve.", lang
	).format(row.activity_name, format_datetime(row.starts_on))


def put_down(names: Iterable[str]) -> None:
	"""The organiser gave somebody shifts: one line a person, whatever the number of shifts."""
	by_person: dict[str, list[frappe._dict]] = defaultdict(list)
	for row in _rows(names):
		by_person[row.volunteer].append(row)
	usual = site_language()
	write([(rows[0], _put_down_text(rows, rows[0].language or usual)) for rows in by_person.values()])


def _put_down_text(rows: list[frappe._dict], lang: str) -> str:
	rows = sorted(rows, key=lambda row: row.starts_on)
	return _("You are put down for {0}: {1}. Confirm or decline on your page until {2}.", lang).format(
		rows[0].activity_name,
		", ".join(format_datetime(row.starts_on) for row in rows),
		format_datetime(min(row.offered_until for row in rows)),
	)


def moved(row: frappe._dict, status: str, reason: str | None) -> None:
	"""Somebody else took the sign-up to another state."""
	_tell(
		[row.name],
		lambda found, lang: (
			_("Your sign-up for {0}, {1}, is now: {2}. {3}", lang)
			.format(
				found.activity_name,
				format_datetime(found.starts_on),
				_(status, lang, context=SIGN_UP),
				reason or "",
			)
			.strip()
		),
	)


def organiser(place, lost: list[tuple[frappe._dict, str]]) -> None:
	"""People lost their places because a condition is not fulfilled any more."""
	user = place.activity.owner
	if user == frappe.session.user or not frappe.db.get_value("User", {"name": user, "enabled": 1}):
		return
	language = frappe.db.get_value("User", user, "language") or site_language()
	write(
		[
			(
				frappe._dict(name=row.name, user=user),
				_("{0} does not come to {1}, {2}: {3}", language).format(
					row.volunteer_name, place.activity.activity_name, format_datetime(row.starts_on), reason
				),
			)
			for row, reason in lost
		]
	)


def _tell(names: Iterable[str], text: Callable[[frappe._dict, str], str]) -> None:
	rows = _rows(names)
	if not rows:
		return
	usual = site_language()
	write([(row, text(row, row.language or usual)) for row in rows])


def _rows(names: Iterable[str]) -> list[frappe._dict]:
	"""The sign-ups of these names whose people have a login, or are reached as their file says, and do not
	act themselves."""
	names = tuple(names)
	if not names:
		return []
	return frappe.db.sql(
		"""select s.`name`, s.`activity_name`, s.`starts_on`, s.`offered_until`, s.`volunteer`,
			u.`name` as user, u.`language`
		from `tabActivity Sign Up` s inner join `tabVolunteer Profile` v on v.`name` = s.`volunteer`
		left join `tabUser` u on u.`name` = v.`user` and u.`enabled` = 1
		where s.`name` in %s and (u.`name` is not null or coalesce(v.`user`, '') = '')
			and coalesce(v.`user`, '') <> %s
		order by s.`name`""",
		(names, frappe.session.user),
		as_dict=True,
	)


def write(lines: list[tuple[frappe._dict, str]], doctype: str = SIGN_UP, kind: str = KIND) -> None:
	"""Tell people. ``lines``: (row with user, or volunteer, and name of the document, text)."""
	send.send(
		send.Line(kind, text, doctype, row.name, user=row.user, volunteer=row.volunteer)
		for row, text in lines
	)
