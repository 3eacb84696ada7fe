"""Activities that were stored before show how many people, teams when they were last active."""

import frappe

from volunteer_services.service_records.services import team_activity
from volunteer_services.volunteer_projects.services.activity_checks import WITH_PLACE


def execute() -> None:
	frappe.db.sql(
		"""update `tabService Activity` a set a.`head_count` = (
			select count(*) from `tabService Activity Participant` p
			where p.`parent` = a.`name` and p.`parenttype` = 'Service Activity'
				and p.`status` in %(counted)s)""",
		{"counted": WITH_PLACE},
	)
	team_activity.refresh_all()
