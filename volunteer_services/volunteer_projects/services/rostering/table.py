"""Who could serve when: the organiser's table person × shift, from four queries whatever their number."""

from __future__ import annotations

import frappe
from frappe.utils import add_to_date, cint, get_datetime, now_datetime

from volunteer_services.volunteer_projects.domain.rostering import Answer, still_needed
from volunteer_services.volunteer_projects.domain.sign_up import HOLDS_PLACE
from volunteer_services.volunteer_projects.services import shifts
from volunteer_services.volunteer_projects.services.signing.checks import NO_SHOW_DAYS


def of_activity(activity: str, with_no_shows: bool) -> dict:
	"""{shifts: [{name, shift_title, is_whole, post, starts_on, ends_on, capacity, places_taken, needed,
	is_open}], people: [{volunteer, volunteer_name, last_four, no_shows, could, could_minutes, given,
	given_minutes, answers, sign_ups}]}, who answered first above.

	``with_no_shows``: for the organiser, and nobody else. ``answers``: shift → Can Serve or Cannot Serve;
	missing where nothing was said, or of another time. ``sign_ups``: shift → {name, status}. ``could`` and
	``given`` count shifts.
	"""
	planned = shifts.of_activity(activity)
	times = {row.name: (get_datetime(row.starts_on), get_datetime(row.ends_on)) for row in planned}
	people = _people(activity, times)
	for row in _sign_ups(activity):
		if row.volunteer in people and row.shift in times:
			people[row.volunteer].sign_ups[row.shift] = {"name": row.name, "status": row.status}
	for volunteer, count in (_no_shows(people) if with_no_shows else {}).items():
		people[volunteer].no_shows = count
	minutes = {name: int((ends - starts).total_seconds() // 60) for name, (starts, ends) in times.items()}
	return {
		"shifts": [_shift(row) for row in planned],
		"people": [_counted(person, minutes) for person in people.values()],
	}


def _shift(row: frappe._dict) -> dict:
	"""``needed``: how many people it still needs; ``is_open``: it has not begun."""
	return {
		**{
			field: row[field]
			for field in (
				"name",
				"shift_title",
				"is_whole",
				"post",
				"starts_on",
				"ends_on",
				"capacity",
				"places_taken",
			)
		},
		"needed": still_needed(cint(row.capacity), cint(row.minimum), cint(row.places_taken)),
		"is_open": get_datetime(row.starts_on) > now_datetime(),
	}


def _people(activity: str, times: dict[str, tuple]) -> dict[str, frappe._dict]:
	rows = frappe.db.sql(
		"""select q.`volunteer`, v.`full_name`, v.`mobile_last_four`, q.`shift`, q.`answer`, q.`starts_on`,
			q.`ends_on`
		from `tabShift Availability` q inner join `tabVolunteer Profile` v on v.`name` = q.`volunteer`
		where q.`activity` = %s order by q.`answered_on`, q.`volunteer`, q.`shift`""",
		(activity,),
		as_dict=True,
	)
	found: dict[str, frappe._dict] = {}
	for row in rows:
		person = found.setdefault(
			row.volunteer,
			frappe._dict(
				volunteer=row.volunteer,
				volunteer_name=row.full_name,
				last_four=row.mobile_last_four,
				no_shows=0,
				answers={},
				sign_ups={},
			),
		)
		if times.get(row.shift) == (row.starts_on, row.ends_on):
			person.answers[row.shift] = row.answer
	return found


def _sign_ups(activity: str) -> list[frappe._dict]:
	return frappe.db.sql(
		"select `name`, `volunteer`, `shift`, `status` from `tabActivity Sign Up` where `activity` = %s",
		(activity,),
		as_dict=True,
	)


def _no_shows(people: dict[str, frappe._dict]) -> dict[str, int]:
	"""How often they did not come within a year."""
	return dict(
		frappe.db.sql(
			"""select `volunteer`, count(*) from `tabActivity Sign Up`
			where `volunteer` in %s and `status` = 'No Show' and `starts_on` > %s group by `volunteer`""",
			(tuple(people) or ("",), add_to_date(now_datetime(), days=-NO_SHOW_DAYS)),
		)
	)


def _counted(person: frappe._dict, minutes: dict[str, int]) -> frappe._dict:
	could = [shift for shift, answer in person.answers.items() if answer == Answer.CAN]
	given = [shift for shift, row in person.sign_ups.items() if row["status"] in HOLDS_PLACE]
	person.update(
		could=len(could),
		could_minutes=sum(minutes[shift] for shift in could),
		given=len(given),
		given_minutes=sum(minutes[shift] for shift in given),
	)
	return person
