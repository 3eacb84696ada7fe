"""What the organisation shows to everybody: who it is, what is planned, how many serve.

Activities are shown by name, time and site; where exactly and who leads is told to those who sign up, since a
service may be given at somebody's home.
"""

from urllib.parse import quote

import frappe
from frappe.utils import cint, get_datetime, now_datetime

UNITS, ACTIVITIES = 6, 8
_KEY = "volunteer_services:public_page"
_KEPT_SECONDS = 600
_ICAL = "/api/method/volunteer_services.api.activities.ical?activity="


def public_page() -> dict:
	"""``units``, ``activities``, ``volunteers`` and ``hours``; the same for all, kept for ten minutes."""
	found = frappe.cache.get_value(_KEY, expires=True)
	if not found:
		found = {"units": _units(), "activities": _activities(), **_figures()}
		frappe.cache.set_value(_KEY, found, expires_in_sec=_KEPT_SECONDS)
	return found


def _units() -> list[str]:
	return frappe.db.sql(
		"""select `unit_name` from `tabRecording Unit` where coalesce(`successor`, '') = ''
		order by `creation`, `name` limit %s""",
		(UNITS,),
		pluck=True,
	)


def _activities() -> list[dict]:
	rows = frappe.db.sql(
		"""select a.`name`, coalesce(a.`audience`, '') in ('', 'Public') as is_public,
			a.`activity_name`, a.`starts_on`, a.`ends_on`, a.`category`, a.`capacity`, s.`site_name`,
			r.`region_name`, a.`head_count` as people
		from `tabService Activity` as a
		left join `tabService Site` as s on s.`name` = a.`site`
		left join `tabService Region` as r on r.`name` = a.`region`
		where a.`workflow_state` = 'Published' and a.`starts_on` > %s
			and coalesce(a.`audience`, '') <> 'Closed'
		order by a.`starts_on`, a.`name` limit %s""",
		(now_datetime(), ACTIVITIES),
		as_dict=True,
	)
	return [
		{
			"title": row.activity_name,
			"calendar": f"{_ICAL}{quote(row.name)}" if row.is_public else "",
			"day": f"{get_datetime(row.starts_on):%Y-%m-%d}",
			"times": f"{get_datetime(row.starts_on):%H:%M}–{get_datetime(row.ends_on):%H:%M}",
			"place": row.site_name or row.region_name or "",
			"category": row.category or "",
			"places_left": max(cint(row.capacity) - row.people, 0) if cint(row.capacity) else None,
		}
		for row in rows
	]


def _figures() -> dict:
	people, minutes = frappe.db.sql(
		"""select count(*), coalesce(sum(`total_minutes`), 0) from `tabVolunteer Profile`
		where `workflow_state` = 'Registered'"""
	)[0]
	return {"volunteers": int(people), "hours": int(minutes) // 60}
