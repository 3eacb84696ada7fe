"""The sites' figures on the workspace: certified, to be rectified, lapsing, overdue, open, waiting for me."""

import frappe
from frappe.utils import add_days, cint, nowdate

from volunteer_services.foundation.reporting.query import Where
from volunteer_services.foundation.workflow.review_states import review_states
from volunteer_services.pilot_sites.services.programmes import RUNNING_STATES

ASSESSMENT = "Site Assessment"


def sites_in_state(state: str) -> int:
	"""Active sites in scope that have this state by the standard of all."""
	where = Where("Service Site", "site").add("{t}.`status` = 'Active'")
	where.add("{t}.`compliance_state` = %(state)s", state=state)
	return _single("count(*)", "`tabService Site` as `site`", where)


def lapse_span() -> tuple[str, str]:
	"""Today and the last day that counts as soon, by the settings' days for the reminder."""
	days = cint(frappe.db.get_single_value("Volunteer Services Settings", "lapse_reminder_days"))
	return nowdate(), add_days(nowdate(), days)


def lapsing_soon() -> int:
	"""Active certified sites in scope whose certification ends within the days of the reminder."""
	first, last = lapse_span()
	where = Where("Service Site", "site").add(
		"{t}.`status` = 'Active' and {t}.`compliance_state` = 'Certified'"
	)
	where.add("{t}.`certified_until` between %(first)s and %(last)s", first=first, last=last)
	return _single("count(*)", "`tabService Site` as `site`", where)


def overdue_milestones() -> int:
	"""Open milestones past their day, of running pilot sites in scope."""
	where = Where("Pilot Site", "site").add("{t}.`workflow_state` in %(running)s", running=RUNNING_STATES)
	where.add("m.`status` = 'Open' and m.`due_on` < %(today)s", today=nowdate())
	table = (
		"`tabPilot Site Milestone` as m inner join `tabPilot Site` as `site` "
		"on `site`.`name` = m.`parent` and m.`parenttype` = 'Pilot Site'"
	)
	return _single("count(*)", table, where)


def open_findings() -> int:
	"""Findings of visits in scope that nobody closed yet."""
	where = Where("Site Visit", "visit").add("{t}.`open_findings` > 0")
	return _single("sum(`visit`.`open_findings`)", "`tabSite Visit` as `visit`", where)


def assessments_waiting() -> int:
	"""Assessments in scope that the user may decide and neither made nor submitted."""
	states = review_states(ASSESSMENT)
	if not states:
		return 0
	where = Where(ASSESSMENT, "a").add("{t}.`workflow_state` in %(states)s", states=tuple(states))
	for field in ("owner", "assessor", "submitted_by"):
		where.add(f"coalesce({{t}}.`{field}`, '') <> %(me)s", me=frappe.session.user)
	return _single("count(*)", "`tabSite Assessment` as `a`", where)


def _single(expression: str, table: str, where: Where) -> int:
	query = f"select coalesce({expression}, 0) from {table} where {where.sql}"  # noqa: S608
	return int(frappe.db.sql(query, where.params)[0][0])
