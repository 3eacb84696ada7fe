"""Open requests for a cover: the next are asked, and those that nobody took in time lapse (a job)."""

import frappe
from frappe.utils import add_to_date, cint, now_datetime

from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_projects.services.covering import requests


def run() -> int:
	"""Scheduled every few minutes; each request is a transaction of its own. Returns how many were asked."""
	now = now_datetime()
	names = frappe.db.sql_list(
		"""select r.`name` from `tabCover Request` r
		inner join `tabActivity Sign Up` s on s.`name` = r.`sign_up`
		inner join `tabService Activity` a on a.`name` = r.`activity`
		where r.`status` = 'Open' and (r.`ask_again_on` <= %s or s.`starts_on` <= %s
			or s.`status` not in ('Signed Up', 'Confirmed') or a.`workflow_state` <> 'Published')
		order by r.`activity`, r.`shift`, r.`name`""",
		(now, add_to_date(now, hours=cint(settings().offer_fewest_hours))),
	)
	asked = 0
	for name in names:
		asked += requests.advance(name)
		frappe.db.commit()
	return asked
