"""The activities of a day, for the home page."""

from datetime import date

import frappe
from frappe.utils import add_days

from volunteer_services.foundation.reporting.query import Where
from volunteer_services.foundation.scope.deciding import Sight

ACTIVITY = "Service Activity"
SHOWN = 6


def activities_of(day: date, sight: Sight) -> tuple[int, list[dict]]:
	"""(number, the first few) of the activities in scope that run on the day and are not called off."""
	where = Where.seen(sight, ACTIVITY, "a")
	# Few activities run over midnight, and none for a week: an index on the beginning serves.
	where.add(
		"{t}.`starts_on` >= %(earliest)s and {t}.`starts_on` < %(next)s and {t}.`ends_on` >= %(day)s",
		earliest=add_days(day, -7),
		next=add_days(day, 1),
		day=day,
	)
	where.add("{t}.`workflow_state` <> 'Called Off'")
	rows = frappe.db.sql(
		f"""select a.`name`, a.`activity_name` as title, a.`starts_on`, a.`ends_on`, a.`location`,
			a.`workflow_state` as state, count(*) over () as number, (
				select count(*) from `tabService Activity Participant` as p
				where p.`parent` = a.`name` and p.`parenttype` = 'Service Activity'
			) as people
		from `tabService Activity` as a where {where.sql}
		order by a.`starts_on`, a.`name` limit {SHOWN}""",  # noqa: S608
		where.params,
		as_dict=True,
	)
	return (rows[0].number if rows else 0), rows
