"""The sums on the volunteer's file: total_minutes is the sum of the minutes of the approved logs (invariant
1).

Whoever changes an approved log locks the volunteer first and refreshes in the same transaction.
"""

from collections.abc import Iterable

import frappe
from frappe.utils import now

from volunteer_services.foundation.database.batches import batches
from volunteer_services.foundation.database.cache import forget


def refresh(names: Iterable[str]) -> None:
	"""Sum the approved logs of these volunteers anew, all and the credited ones, and mark them for the stars.

	The caller holds the locks. Minutes are integers; hours are minutes / 60, for reading.
	"""
	for batch in batches(names):
		frappe.db.sql(
			"""update `tabVolunteer Profile` set
				`total_minutes` = coalesce((select sum(`minutes`) from `tabService Log`
					where `tabService Log`.`volunteer` = `tabVolunteer Profile`.`name` and `docstatus` = 1),
					0),
				`credited_minutes` = coalesce((
					select sum(case when `trust_class` = 'Credited' then `minutes` else 0 end)
					from `tabService Log`
					where `tabService Log`.`volunteer` = `tabVolunteer Profile`.`name` and `docstatus` = 1),
					0),
				`last_service_date` = (select max(`service_date`) from `tabService Log`
					where `tabService Log`.`volunteer` = `tabVolunteer Profile`.`name` and `docstatus` = 1),
				`totals_changed_on` = %s
			where `name` in %s""",
			(now(), batch),
		)
		frappe.db.sql(
			"update `tabVolunteer Profile` set `total_hours` = round(`total_minutes` "
			"/ 60, 2) where `name` in %s",
			(batch,),
		)
		forget("Volunteer Profile", batch)


def on_merged(source: str, target: str, reason: str) -> None:
	"""Listener of volunteers_merged (hooks.py): the totals of both files are summed anew."""
	refresh([source, target])
