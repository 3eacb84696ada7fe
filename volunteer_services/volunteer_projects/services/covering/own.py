"""Cover requests on somebody's own page: those in which they are asked, and their own."""

from __future__ import annotations

import frappe
from frappe.utils import now_datetime

MOST_SHOWN = 20


def of_person(volunteer: str | None) -> dict:
	"""{asked: open requests that wait for the answer of ``volunteer``, own: their open requests, with how
	many were asked and declined}. Two queries."""
	if not volunteer:
		return {"asked": [], "own": []}
	values = {"volunteer": volunteer, "now": now_datetime(), "most": MOST_SHOWN}
	asked = frappe.db.sql(
		"""select r.`name`, r.`activity_name`, r.`volunteer_name`, r.`post`, r.`message`, s.`starts_on`,
			s.`ends_on`, a.`location`
		from `tabCover Request Asked` q inner join `tabCover Request` r on r.`name` = q.`parent`
		inner join `tabActivity Sign Up` s on s.`name` = r.`sign_up`
		inner join `tabService Activity` a on a.`name` = r.`activity`
		where q.`volunteer` = %(volunteer)s and q.`answer` = 'Asked' and r.`status` = 'Open'
			and s.`status` in ('Signed Up', 'Confirmed') and s.`starts_on` > %(now)s
			and a.`workflow_state` = 'Published'
		order by s.`starts_on`, r.`name` limit %(most)s""",
		values,
		as_dict=True,
	)
	own = frappe.db.sql(
		"""select r.`name`, r.`sign_up`, count(q.`name`) as asked,
			coalesce(sum(q.`answer` = 'Declined'), 0) as declined
		from `tabCover Request` r left join `tabCover Request Asked` q on q.`parent` = r.`name`
		where r.`volunteer` = %(volunteer)s and r.`status` = 'Open'
		group by r.`name`, r.`sign_up` order by r.`name` limit %(most)s""",
		values,
		as_dict=True,
	)
	return {"asked": asked, "own": own}
