"""A proposal that fills the shifts evenly. Nothing is saved: the organiser looks at it and ticks it off."""

from __future__ import annotations

from collections import Counter, defaultdict

import frappe
from frappe.utils import add_to_date, cint, cstr, get_datetime, getdate, now_datetime

from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain import rostering as rules
from volunteer_services.volunteer_projects.domain.day_load import Booked, Limits
from volunteer_services.volunteer_projects.domain.sign_up import HOLDS_PLACE
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.signing import held, readiness, same_day


def evenly(activity: str) -> list[dict]:
	"""[{shift, volunteer}]: of those who could serve, are free and may serve on the day. Whoever was put down
	for a shift before, and is not any more, is not proposed for it again.

	The queries grow with the days and posts of the shifts, not with the people.
	"""
	row = frappe.db.get_value("Service Activity", activity, list(held.ACTIVITY), as_dict=True)
	planned = {
		one.name: one for one in shifts.of_activity(activity) if get_datetime(one.starts_on) > now_datetime()
	}
	willing = _willing(activity, planned)
	ready = _ready(row, planned, willing)
	willing = [one for one in willing if one.volunteer in ready[_asked(planned[one.slot])]]
	given, taken = _taken(activity, {one.volunteer for one in willing})
	slots = [_slot(activity, one) for one in planned.values()]
	limits = Limits(cint(settings().rest_minutes), cint(settings().most_hours_a_day))
	return [
		{"shift": pick.slot, "volunteer": pick.volunteer}
		for pick in rules.fill_evenly(slots, willing, given, taken, limits)
	]


def _slot(activity: str, shift: frappe._dict) -> rules.Slot:
	return rules.Slot(
		shift.name,
		Booked(activity, shift.shift_title, get_datetime(shift.starts_on), get_datetime(shift.ends_on)),
		rules.still_needed(cint(shift.capacity), cint(shift.minimum), cint(shift.places_taken)),
	)


def _willing(activity: str, planned: dict[str, frappe._dict]) -> list[rules.Willing]:
	rows = frappe.db.sql(
		"""select q.`shift`, q.`volunteer`, q.`answered_on` from `tabShift Availability` q
		inner join `tabActivity Shift` f on f.`name` = q.`shift` and f.`starts_on` = q.`starts_on`
			and f.`ends_on` = q.`ends_on`
		where q.`activity` = %s and q.`answer` = %s and not exists (
			select 1 from `tabActivity Sign Up` s
			where s.`shift` = q.`shift` and s.`volunteer` = q.`volunteer`)
		order by q.`answered_on`, q.`volunteer`""",
		(activity, rules.Answer.CAN.value),
	)
	return [
		rules.Willing(shift, volunteer, get_datetime(at)) for shift, volunteer, at in rows if shift in planned
	]


def _asked(shift: frappe._dict) -> tuple:
	"""What is asked of people depends on the post and the day."""
	return cstr(shift.post), getdate(shift.starts_on)


def _ready(
	activity: frappe._dict, planned: dict[str, frappe._dict], willing: list[rules.Willing]
) -> dict[tuple, set[str]]:
	people: dict[tuple, set[str]] = defaultdict(set)
	for one in willing:
		people[_asked(planned[one.slot])].add(one.volunteer)
	return {
		(post, day): {
			volunteer
			for volunteer, reasons in readiness.why_not_many(activity, sorted(names), post, day).items()
			if not reasons
		}
		for (post, day), names in people.items()
	}


def _taken(activity: str, volunteers: set[str]) -> tuple[Counter, dict[str, list[Booked]]]:
	"""How many shifts of the activity people have, and when they are expected anywhere."""
	rows = frappe.db.sql(
		"""select `activity`, `activity_name`, `volunteer`, `starts_on`, `ends_on`, `status`
		from `tabActivity Sign Up` where `volunteer` in %s and `status` in %s and `ends_on` > %s""",
		(tuple(volunteers) or ("",), same_day.TAKES_TIME, add_to_date(now_datetime(), days=-1)),
	)
	given: Counter = Counter()
	taken: dict[str, list[Booked]] = defaultdict(list)
	for where, name, volunteer, starts_on, ends_on, status in rows:
		taken[volunteer].append(Booked(where, name, starts_on, ends_on))
		given[volunteer] += where == activity and status in HOLDS_PLACE
	return given, taken
