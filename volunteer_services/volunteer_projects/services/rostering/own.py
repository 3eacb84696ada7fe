"""When somebody could serve, as their own page asks for it."""

from __future__ import annotations

import frappe
from frappe.utils import now_datetime

from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services.signing.sign_ups import CALLS

MOST_SHIFTS = 200


def of_person(volunteer: str | None) -> list[frappe._dict]:
	"""The activities that ask who could serve when, soonest first, each with its shifts to come: name,
	shift_title, is_whole, post, starts_on, ends_on, answer, status (of a shift for which one is put down).
	One query."""
	if not volunteer:
		return []
	rows = frappe.db.sql(
		f"""select a.`name` as activity, a.`activity_name`, a.`location`, a.`sign_up_until`,
			a.`audience` = 'Passphrase' as asks_passphrase, f.`name`, f.`shift_title`, f.`is_whole`, f.`post`,
			f.`starts_on`, f.`ends_on`, q.`answered_on`,
			if(q.`starts_on` = f.`starts_on` and q.`ends_on` = f.`ends_on`, q.`answer`, null) as answer,
			s.`status`
		from `tabActivity Shift` f inner join `tabService Activity` a on a.`name` = f.`activity`
		left join `tabVolunteer Team` t on t.`name` = a.`team`
		left join `tabVolunteer Profile` v on v.`name` = %(volunteer)s
		left join `tabVolunteer Team` o on o.`name` = v.`primary_team`
		left join `tabShift Availability` q on q.`shift` = f.`name` and q.`volunteer` = %(volunteer)s
		left join `tabActivity Sign Up` s on s.`shift` = f.`name` and s.`volunteer` = %(volunteer)s
			and s.`status` in %(expected)s
		where {CALLS} and f.`starts_on` > %(now)s and a.`collects_availability`
		order by f.`starts_on`, f.`name` limit %(most)s""",  # noqa: S608 (our condition)
		{"volunteer": volunteer, "now": now_datetime(), "expected": tuple(EXPECTED), "most": MOST_SHIFTS},
		as_dict=True,
	)
	found: dict[str, frappe._dict] = {}
	for row in rows:
		activity = found.setdefault(
			row.activity,
			frappe._dict(
				activity=row.activity,
				activity_name=row.activity_name,
				location=row.location,
				sign_up_until=row.sign_up_until,
				asks_passphrase=bool(row.asks_passphrase),
				is_answered=False,
				shifts=[],
			),
		)
		activity.is_answered = activity.is_answered or bool(row.answered_on)
		activity.shifts.append(row)
	return list(found.values())
