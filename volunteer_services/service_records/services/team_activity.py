"""When a team was last active: the latest day of its own or its sub-teams' activities and approved records.

Reckoned every night for all teams: written with each record, the row of a 总队 would be locked by everybody.
"""

import frappe
from frappe.utils import now_datetime

_REFRESH = """update `tabVolunteer Team` t left join (
		select above.`name`, max(latest.`day`) as `day`
		from `tabVolunteer Team` above
		inner join `tabVolunteer Team` below on below.`lft` between above.`lft` and above.`rgt`
		inner join (
			select `team`, max(date(`starts_on`)) as `day` from `tabService Activity`
			where `workflow_state` in ('Completed', 'Recorded') and `starts_on` <= %(now)s group by `team`
			union all
			select `team`, max(`service_date`) from `tabService Log`
			where `docstatus` = 1 and `workflow_state` = 'Approved' group by `team`
		) latest on latest.`team` = below.`name`
		group by above.`name`
	) found on found.`name` = t.`name`
	set t.`last_activity_on` = found.`day`
	where not (t.`last_activity_on` <=> found.`day`)"""


def refresh_all() -> None:
	"""Scheduled: one statement for all teams."""
	frappe.db.sql(_REFRESH, {"now": now_datetime()})
	frappe.clear_document_cache("Volunteer Team")
