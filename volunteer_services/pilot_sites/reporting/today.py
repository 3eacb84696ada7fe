"""Sites on the home page: findings, visits and milestones of the user, certifications that lapse."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, cint, getdate

from volunteer_services.foundation.reporting.agenda import Deadline, Wait
from volunteer_services.foundation.reporting.query import Where
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.foundation.settings import settings
from volunteer_services.pilot_sites.services.programmes import RUNNING_STATES

SITE, VISIT, PILOT = "Service Site", "Site Visit", "Pilot Site"
SHOWN = 5


def mine(sight: Sight, today: date) -> list[Wait]:
	"""What is to be done by this user: planned visits whose day has come, findings to answer."""
	visits = frappe.db.sql(
		"""select count(*), min(`planned_on`) from `tabSite Visit`
		where `status` = 'Planned' and `visitor` = %s and `planned_on` <= %s""",
		(sight.user, today),
	)[0]
	where = Where.seen(sight, VISIT, "v").add(
		"f.`status` = 'Open' and f.`responsible` = %(me)s", me=sight.user
	)
	where.add("coalesce(f.`answer`, '') = ''")
	findings = frappe.db.sql(
		f"""select count(*), min(v.`visited_on`) from `tabSite Visit Finding` as f
		inner join `tabSite Visit` as v on v.`name` = f.`parent` and f.`parenttype` = 'Site Visit'
		where {where.sql}""",  # noqa: S608
		where.params,
	)[0]
	due = {"status": "Planned", "visitor": sight.user, "planned_on": ["<=", str(today)]}
	return [
		Wait(_("Visits to Make"), *visits, VISIT, due),
		Wait(_("Findings to Answer"), *findings, VISIT, {"follow_up": "Open", "open_findings": [">", 0]}),
	]


def deadlines(sight: Sight, today: date) -> list[Deadline]:
	"""Certifications, findings and milestones in scope that end within the days of the settings' reminders,
	or are overdue."""
	return [*_lapses(sight, today), *_findings(sight, today), *_milestones(sight, today)]


def _ahead(today: date, setting: str) -> date:
	return getdate(add_days(today, cint(settings().get(setting))))


def _lapses(sight: Sight, today: date) -> list[Deadline]:
	where = Where.seen(sight, SITE, "s").add(
		"{t}.`status` = 'Active' and {t}.`compliance_state` = 'Certified'"
	)
	where.add("{t}.`certified_until` <= %(ahead)s", ahead=_ahead(today, "lapse_reminder_days"))
	rows = _first("s.`site_name`, s.`certified_until`, s.`name`", "`tabService Site` as s", where, 2)
	return [Deadline(_("Certification lapses"), title, getdate(day), SITE, name) for title, day, name in rows]


def _findings(sight: Sight, today: date) -> list[Deadline]:
	where = Where.seen(sight, VISIT, "v").add("{t}.`open_findings` > 0")
	where.add("{t}.`next_due_on` <= %(ahead)s", ahead=_ahead(today, "due_reminder_days"))
	rows = _first("v.`site_name`, v.`next_due_on`, v.`name`", "`tabSite Visit` as v", where, 2)
	return [Deadline(_("Finding due"), title, getdate(day), VISIT, name) for title, day, name in rows]


def _milestones(sight: Sight, today: date) -> list[Deadline]:
	where = Where.seen(sight, PILOT, "p").add("{t}.`workflow_state` in %(running)s", running=RUNNING_STATES)
	where.add("{t}.`next_due_on` <= %(ahead)s", ahead=_ahead(today, "due_reminder_days"))
	rows = _first(
		"concat_ws(' · ', p.`site_name`, p.`next_milestone`), p.`next_due_on`, p.`name`",
		"`tabPilot Site` as p",
		where,
		2,
	)
	return [Deadline(_("Milestone due"), title, getdate(day), PILOT, name) for title, day, name in rows]


def _first(columns: str, table: str, where: Where, order: int) -> list[tuple]:
	return frappe.db.sql(
		f"select {columns} from {table} where {where.sql} order by {order}, 3 limit {SHOWN}",  # noqa: S608
		where.params,
	)
