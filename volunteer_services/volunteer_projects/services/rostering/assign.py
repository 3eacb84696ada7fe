"""The organiser gives shifts to those who could serve: many in one save, each place counted under the lock of
its shift. Whoever is given one is asked to confirm, as for any offered place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.utils import cint

from volunteer_services.exceptions import SignUpError
from volunteer_services.foundation.rules import enforce
from volunteer_services.volunteer_projects.domain import rostering as rules
from volunteer_services.volunteer_projects.domain.sign_up import GONE
from volunteer_services.volunteer_projects.services.signing import checks, enter, held, queue, reserves, tell
from volunteer_services.volunteer_projects.services.signing.checks import Ask


@dataclass
class Done:
	"""What came of the ticks."""

	sign_ups: list[str] = field(default_factory=list)
	reserves: list[str] = field(default_factory=list)
	problems: list[dict] = field(default_factory=list)

	def refuse(self, place: held.Held, volunteer: str, problem: str) -> None:
		self.problems.append({"shift": place.shift.name, "volunteer": volunteer, "problem": problem})


def assign(activity: str, ticks: list[tuple[str, str]]) -> dict:
	"""Put people down for shifts: {done, reserves, problems: [{shift, volunteer, problem}]}. What is refused
	stays as it was. Beyond the places of a shift come its reserves, in the order of their answers.

	``ticks``: (shift, volunteer). Refused is who did not say that they could, has signed up already, may not
	serve, is elsewhere at that time, or comes when all places and reserves are taken. Raises SignUpError for
	no ticks or too many, DoesNotExistError for a shift of another activity.
	"""
	ticks = list(dict.fromkeys(ticks))
	with enforce(SignUpError, _("Give Out Shifts")):
		rules.check_count(len(ticks))
	by_shift: dict[str, list[str]] = defaultdict(list)
	for shift, volunteer in ticks:
		by_shift[shift].append(volunteer)
	places = [held.hold(activity, shift) for shift in sorted(by_shift)]
	_lock_files(volunteer for _shift, volunteer in ticks)
	done = Done()
	for place in sorted(places, key=lambda place: (place.shift.starts_on, place.shift.name)):
		_assign(place, by_shift[place.shift.name], done)
		place.store()
	tell.put_down(done.sign_ups)
	return {"done": len(done.sign_ups), "reserves": len(done.reserves), "problems": done.problems}


def _lock_files(volunteers) -> None:
	"""So that nobody is given two places at one time by two organisers."""
	frappe.db.sql(
		"select `name` from `tabVolunteer Profile` where `name` in %s order by `name` for update",
		(tuple(set(volunteers)),),
	)


def _assign(place: held.Held, volunteers: list[str], done: Done) -> None:
	until = queue.answer_until(place)
	said = _said(place, volunteers)
	there = _there(place, volunteers)
	reasons = checks.why_not_many(place, {name: said[name] for name in volunteers if name in said})
	for volunteer in (*said, *(name for name in volunteers if name not in said)):
		row = there.get(volunteer)
		problem = _problem(place, volunteer, said, row, reasons, until)
		if problem:
			done.refuse(place, volunteer, problem)
			continue
		person = frappe._dict(full_name=said[volunteer], no_shows=0)
		status, name = _status(place), row.name if row else None
		values = {"offered_until": until if status == "Offered" else None}
		(done.sign_ups if status == "Offered" else done.reserves).append(
			enter.give(place, name, Ask(volunteer), person, status, **values)
		)
	reserves.name_them(place)


def _status(place: held.Held) -> str:
	return "Offered" if place.places.free else "Waiting"


def _reserves_left(place: held.Held) -> int:
	return max(cint(place.shift.reserves) - place.places.waiting, 0)


def _problem(place: held.Held, volunteer: str, said: dict, row, reasons: dict, until) -> str:
	if volunteer not in said:
		return _("{0} did not say that they could serve then.").format(volunteer)
	name = said[volunteer]
	if row and row.status not in GONE:
		return _("{0} has signed up for this shift already.").format(name)
	if reasons[volunteer]:
		message = reasons[volunteer][0].message
		return message if name in message else f"{name}: {message}"
	if until is None:
		return _("{0}: the shift begins too soon for an answer. Call them, and sign them up.").format(name)
	if not place.places.free and not _reserves_left(place):
		return _("{0}: all {1} places of the shift are taken.").format(name, place.places.capacity)
	return ""


def _said(place: held.Held, volunteers: list[str]) -> dict[str, str]:
	"""Who could serve at the time at which the shift is now, by name, who answered first foremost; as it
	stands now."""
	return dict(
		frappe.db.sql(
			"""select `volunteer`, `volunteer_name` from `tabShift Availability`
			where `shift` = %s and `volunteer` in %s and `answer` = %s and `starts_on` = %s and `ends_on` = %s
			order by `answered_on`, `volunteer` for update""",
			(
				place.shift.name,
				tuple(volunteers),
				rules.Answer.CAN.value,
				place.shift.starts_on,
				place.shift.ends_on,
			),
		)
	)


def _there(place: held.Held, volunteers: list[str]) -> dict[str, frappe._dict]:
	rows = frappe.db.sql(
		"""select `volunteer`, `name`, `status` from `tabActivity Sign Up`
		where `activity` = %s and `shift` = %s and `volunteer` in %s for update""",
		(place.activity.name, place.shift.name, tuple(volunteers)),
		as_dict=True,
	)
	return {row.volunteer: row for row in rows}
