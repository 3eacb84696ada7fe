"""Hours of an activity shown for objection: who served is masked, and anybody may object.

Hours are shown for some days after they were entered (a setting); the unit that records them looks into what
is said against them [L67 §20]. Locked files and minors stand without any part of their name.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import add_days, add_years, cint, getdate, nowdate

from volunteer_services.foundation.paper import printing
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_registry.domain.identity import mask_name

PAGE_LENGTH = 50
USUAL_DAYS = 7
_OF_AGE = 18
# What was sent back, refused or cancelled is nobody's hours.
_SHOWN = """l.`activity` = %(activity)s and l.`docstatus` < 2 and l.`recorded_on` >= %(since)s
	and (l.`docstatus` = 1 or l.`workflow_state` like 'Pending%%')"""


def shown(activity: str, page: int) -> frappe._dict | None:
	"""One page of the hours of an activity: ``rows`` (name, hours, state), ``until``, ``people``, ``page``,
	``has_more``; None where none are shown. Two queries."""
	policy = settings()
	if cint(policy.hides_hours_notice):
		return None
	days = cint(policy.hours_notice_days) or USUAL_DAYS
	values = {"activity": activity, "since": add_days(nowdate(), 1 - days)}
	people, last = frappe.db.sql(
		f"select count(*), max(l.`recorded_on`) from `tabService Log` l where {_SHOWN}",  # noqa: S608
		values,
	)[0]
	if not people:
		return None
	rows = frappe.db.sql(
		f"""select v.`full_name`, v.`is_restricted`, v.`date_of_birth`, l.`minutes`, l.`docstatus`
		from `tabService Log` l inner join `tabVolunteer Profile` v on v.`name` = l.`volunteer`
		where {_SHOWN} order by l.`recorded_on`, l.`name` limit %(limit)s offset %(offset)s""",  # noqa: S608
		{**values, "limit": PAGE_LENGTH + 1, "offset": (page - 1) * PAGE_LENGTH},
		as_dict=True,
	)
	until = add_days(getdate(last), days - 1)
	return frappe._dict(
		people=cint(people),
		until=printing.date_en(until) if frappe.local.lang == "en" else printing.date_zh(until),
		rows=[
			frappe._dict(
				name=_name(row),
				hours=printing.hours_text(cint(row.minutes)),
				state=_("approved (of hours)") if row.docstatus else _("in review (of hours)"),
			)
			for row in rows[:PAGE_LENGTH]
		],
		page=page,
		has_more=len(rows) > PAGE_LENGTH,
	)


def _name(row) -> str:
	grown_up = row.date_of_birth and getdate(row.date_of_birth) <= getdate(add_years(nowdate(), -_OF_AGE))
	return "**" if cint(row.is_restricted) or not grown_up else mask_name(row.full_name)
