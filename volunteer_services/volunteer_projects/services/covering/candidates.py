"""Who may be asked to stand in: people of the team, or who have served in the project, free at that time."""

from __future__ import annotations

import frappe
from frappe.utils import add_to_date, cint, cstr, get_datetime, now_datetime, nowdate

from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.domain import cover as rules
from volunteer_services.volunteer_projects.domain.sign_up import EXPECTED
from volunteer_services.volunteer_projects.services.signing import checks, readiness

BUSY = tuple(sorted(EXPECTED | {"Attended", "Left Early"}))
_SERVED = ("Attended", "Left Early")


def next_for(place, row: frappe._dict) -> list[rules.Candidate]:
	"""The next whom to ask for the sign-up ``row`` in the shift ``place``: ready for it on its day, not asked
	for it before, least recently asked first. A bounded number of queries.

	Who cannot be told, having no login, is not asked.
	"""
	post, day = cstr(place.shift.post or row.post), place.shift.starts_on

	def may_serve(volunteers: list[str]) -> dict[str, bool]:
		found = readiness.why_not_many(place.activity, volunteers, post, day, must_exist=False)
		return {name: not reasons for name, reasons in found.items()}

	return rules.next_batch(_free(place, row), may_serve)


def _free(place, row: frappe._dict) -> list[rules.Candidate]:
	rows = frappe.db.sql(
		"""select v.`name`, v.`full_name`, (
				select max(c.`asked_on`) from `tabCover Request Asked` c where c.`volunteer` = v.`name`
			) as last_asked
		from (
			select m.`volunteer` from `tabTeam Membership` m
			inner join `tabVolunteer Team` t on t.`name` = m.`team`
			inner join `tabVolunteer Team` o on o.`lft` <= t.`lft` and o.`rgt` >= t.`rgt`
			where o.`name` = %(team)s and (m.`left_on` is null or m.`left_on` >= %(today)s)
			union select p.`name` from `tabVolunteer Profile` p
			inner join `tabVolunteer Team` t on t.`name` = p.`primary_team`
			inner join `tabVolunteer Team` o on o.`lft` <= t.`lft` and o.`rgt` >= t.`rgt`
			where o.`name` = %(team)s
			union select s.`volunteer` from `tabActivity Sign Up` s
			inner join `tabService Activity` a on a.`name` = s.`activity`
			where a.`project` = %(project)s and s.`status` in %(served)s
			union select g.`volunteer` from `tabService Activity Participant` g
			inner join `tabService Activity` a on a.`name` = g.`parent`
			where g.`parenttype` = 'Service Activity' and a.`project` = %(project)s
				and g.`status` = 'Attended'
		) pool
		inner join `tabVolunteer Profile` v on v.`name` = pool.`volunteer`
		inner join `tabUser` u on u.`name` = v.`user` and u.`enabled` = 1
		where v.`workflow_state` = 'Registered' and v.`name` <> %(asks)s
			and not exists (select 1 from `tabActivity Sign Up` b where b.`volunteer` = v.`name`
				and b.`status` in %(busy)s and b.`starts_on` < %(ends)s and b.`ends_on` > %(starts)s)
			and not exists (select 1 from `tabCover Request Asked` q
				inner join `tabCover Request` r on r.`name` = q.`parent`
				where q.`volunteer` = v.`name` and r.`sign_up` = %(sign_up)s)
			and (%(limit)s = 0 or (select count(*) from `tabActivity Sign Up` n
				where n.`volunteer` = v.`name` and n.`status` = 'No Show' and n.`starts_on` > %(year)s
				) < %(limit)s)
		order by last_asked is not null, last_asked, v.`name` limit %(most)s""",
		{
			"team": place.activity.team or "",
			"today": nowdate(),
			"project": place.activity.project or "",
			"served": _SERVED,
			"busy": BUSY,
			"asks": row.volunteer,
			"sign_up": row.name,
			"starts": place.shift.starts_on,
			"ends": place.shift.ends_on,
			"limit": cint(settings().no_show_limit),
			"year": add_to_date(now_datetime(), days=-checks.NO_SHOW_DAYS),
			"most": rules.MOST_LOOKED_AT,
		},
		as_dict=True,
	)
	return [
		rules.Candidate(one.name, one.full_name, get_datetime(one.last_asked) if one.last_asked else None)
		for one in rows
	]
