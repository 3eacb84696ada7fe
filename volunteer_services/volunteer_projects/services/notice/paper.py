"""What the printed recruitment notice 招募通知 shows."""

from __future__ import annotations

import frappe
from frappe.utils import cint, get_url

from volunteer_services.volunteer_projects.services import posts, shifts
from volunteer_services.volunteer_projects.services.notice import contents
from volunteer_services.volunteer_projects.services.notice.calendar import OWN_PAGE


def recruitment_notice(activity) -> dict:
	"""For the print format: the notice's lines as label and text, posts, shifts, names, and the address where
	one signs up. ``activity``: the document, whose right to print Frappe has asked."""
	notice = contents.of(activity)
	names = frappe.db.sql(
		"""select p.`project_name` as project, t.`team_name` as team, s.`site_name` as site,
			u.`unit_name` as unit
		from `tabService Activity` a left join `tabVolunteer Project` p on p.`name` = a.`project`
		left join `tabVolunteer Team` t on t.`name` = a.`team`
		left join `tabService Site` s on s.`name` = a.`site`
		left join `tabRecording Unit` u on u.`name` = a.`recording_unit`
		where a.`name` = %s""",
		(activity.name,),
		as_dict=True,
	)
	return {
		"lines": [(str(line.part), line.text) for line in notice.lines],
		"posts": list(posts.posts_of(activity.project).values()),
		"shifts": [row for row in shifts.of_activity(activity.name) if not cint(row.is_whole)],
		"address": get_url(OWN_PAGE),
		**(names[0] if names else {}),
	}
