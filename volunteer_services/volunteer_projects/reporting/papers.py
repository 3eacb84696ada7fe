"""What is printed before an activity: the sign-in sheet 当日签到表 and the pass cards 工作证.

A print of an activity with many shifts is of those that the request names: ``day`` and ``shift``.
"""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import add_days, cint, cstr, get_datetime, getdate

from volunteer_services.exceptions import ActivityError
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.paper import printing
from volunteer_services.volunteer_projects.domain.sign_up import HOLDS_PLACE
from volunteer_services.volunteer_projects.services.presence import passes

ACTIVITY = "Service Activity"
LINES = 22
SPARE_LINES = 3
CARDS_A_PAGE = 10
MOST_CARDS = 600


def activity_day_sheet(activity: str) -> dict:
	"""The people of each shift on pages of their own, with lines for those who come by or have no name in
	their group yet, and the reserves below in the order in which they are called up:
	{pages: [{shift, rows, first, number, count, reserves}], people}. Jinja method of hooks.py.

	Raises PermissionError.
	"""
	require_permission(ACTIVITY, "read", activity)
	shifts = shifts_of(activity)
	people = people_of(activity, [shift.name for shift in shifts])
	reserves = reserves_of(activity, [shift.name for shift in shifts])
	pages = [page for shift in shifts for page in _pages(shift, people[shift.name], reserves[shift.name])]
	return {"pages": pages, "people": sum(len(rows) for rows in people.values())}


def activity_pass_cards(activity: str) -> dict:
	"""A card for each person and shift: {pages: [rows of two cards], people, has_codes}. Jinja method.

	The code is a pass of the person's that holds on the day of the shift, as the own page shows one: events
	take nothing else, a volunteer's number could be written by anybody. Only who may write the activity
	prints it. Raises PermissionError, ActivityError for more cards than one print can take.
	"""
	require_permission(ACTIVITY, "read", activity)
	shifts = shifts_of(activity)
	people = people_of(activity, [shift.name for shift in shifts])
	count = sum(len(rows) for rows in people.values())
	if count > MOST_CARDS:
		frappe.throw(
			_("{0} cards are more than one print can take ({1}). Choose a day or a shift.").format(
				count, MOST_CARDS
			),
			ActivityError,
			title=_("Pass Cards"),
		)
	may_scan = bool(frappe.has_permission(ACTIVITY, "write", activity))
	cards = [_card(shift, row, may_scan) for shift in shifts for row in people[shift.name]]
	rows = [cards[at : at + 2] for at in range(0, count, 2)]
	a_page = CARDS_A_PAGE // 2
	return {
		"pages": [rows[at : at + a_page] for at in range(0, len(rows), a_page)],
		"people": count,
		"has_codes": any(card["code"] for card in cards),
	}


def shifts_of(activity: str) -> list[frappe._dict]:
	"""The shifts that are asked for, in their order."""
	form = frappe.local.form_dict
	where, values = ["f.`activity` = %(activity)s"], {"activity": activity}
	if form.get("shift"):
		where.append("f.`name` = %(shift)s")
		values["shift"] = cstr(form.get("shift"))
	if form.get("day"):
		day = getdate(form.get("day"))
		where.append("f.`starts_on` < %(next)s and f.`ends_on` > %(day)s")
		values |= {"day": day, "next": add_days(day, 1)}
	return frappe.db.sql(
		f"""select f.`name`, f.`shift_title`, f.`is_whole`, f.`post`, f.`starts_on`, f.`ends_on`,
			f.`capacity`, v.`full_name` as leader, (
				select coalesce(sum(g.`open_places`), 0) from `tabGroup Sign Up` g
				where g.`shift` = f.`name` and g.`status` = 'Booked') as kept
		from `tabActivity Shift` f left join `tabVolunteer Profile` v on v.`name` = f.`shift_leader`
		where {" and ".join(where)} order by f.`starts_on`, f.`post`, f.`name`""",  # noqa: S608 (our conditions)
		values,
		as_dict=True,
	)


def people_of(activity: str, shifts: list[str]) -> dict[str, list[frappe._dict]]:
	"""Those who hold a place, by shift, as names are looked for: by their sound."""
	holding = tuple(sorted(HOLDS_PLACE))
	return _sign_ups(activity, shifts, "s.`status` in %(holding)s", "s.`post`, v.`name_pinyin`", holding)


def reserves_of(activity: str, shifts: list[str]) -> dict[str, list[frappe._dict]]:
	"""The reserves of each shift, in the order in which they are called up."""
	return _sign_ups(activity, shifts, "s.`status` = 'Waiting' and s.`is_reserve` = 1", "s.`queue_no`")


def _sign_ups(
	activity: str, shifts: list[str], which: str, order: str, holding: tuple[str, ...] = ()
) -> dict[str, list[frappe._dict]]:
	found: dict[str, list[frappe._dict]] = defaultdict(list)
	if not shifts:
		return found
	rows = frappe.db.sql(
		f"""select s.`shift`, s.`volunteer`, s.`volunteer_name`, s.`post`, s.`status`,
			v.`mobile_last_four` as last_four, t.`team_name` as team
		from `tabActivity Sign Up` s inner join `tabVolunteer Profile` v on v.`name` = s.`volunteer`
		left join `tabVolunteer Team` t on t.`name` = v.`primary_team`
		where s.`activity` = %(activity)s and s.`shift` in %(shifts)s and {which}
		order by {order}, s.`queue_no`""",  # noqa: S608 (our words)
		{"activity": activity, "shifts": tuple(shifts), "holding": holding},
		as_dict=True,
	)
	for row in rows:
		found[row.shift].append(row)
	return found


def _pages(shift: frappe._dict, people: list[frappe._dict], reserves: list[frappe._dict]) -> list[dict]:
	lines: list[frappe._dict | None] = [*people, *[None] * (SPARE_LINES + cint(shift.kept))]
	lines += [None] * (-len(lines) % LINES if len(lines) < LINES else 0)
	parts = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
	return [
		{
			"shift": shift,
			"people": len(people),
			"rows": part,
			"first": number * LINES + 1,
			"number": number + 1,
			"count": len(parts),
			"reserves": reserves if part is parts[-1] else [],
		}
		for number, part in enumerate(parts)
	]


def _card(shift: frappe._dict, row: frappe._dict, may_scan: bool) -> dict:
	code = passes.for_shift(row.volunteer, shift.starts_on, shift.ends_on) if may_scan else None
	return {
		"name": row.volunteer_name,
		"volunteer": row.volunteer,
		"post": shift.post or row.post or "",
		"team": row.team or "",
		"shift": "" if cint(shift.is_whole) else shift.shift_title,
		"starts_on": get_datetime(shift.starts_on),
		"ends_on": get_datetime(shift.ends_on),
		"code": printing.qr_data_uri(code, 2, is_one_of_many=True) if code else "",
	}
