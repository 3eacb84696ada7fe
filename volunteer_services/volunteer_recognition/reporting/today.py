"""Stars on the home page: awards that wait for an officer, public notices that end."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, getdate

from volunteer_services.foundation.reporting.agenda import Deadline, Wait
from volunteer_services.foundation.reporting.query import Where
from volunteer_services.foundation.roles import OFFICERS
from volunteer_services.foundation.scope import conditions
from volunteer_services.foundation.scope.deciding import EVERYWHERE, Sight
from volunteer_services.foundation.settings import settings

AWARD = "Star Award"
NOTICE_AHEAD_DAYS = 14


def to_decide(sight: Sight, today: date) -> list[Wait]:
	"""Awards that the user may publish or grant now; one's own star is somebody else's to grant."""
	if sight.user != "Administrator" and not sight.roles.intersection(OFFICERS):
		return []
	publish, grant = ("Proposed",), ("Public Notice",)
	if not settings().public_notice_days:
		publish, grant = (), ("Proposed", "Public Notice")
	found = {row.status: row for row in _by_status(sight, today, (*publish, *grant))}
	waits = []
	for label, states in ((_("Stars to Publish"), publish), (_("Stars to Grant"), grant)):
		rows = [found[state] for state in states if state in found]
		options: dict = {"status": ["in", list(states)]}
		if states == ("Public Notice",):
			options["notice_to"] = ["<", str(today)]
		since = min((row.since for row in rows), default=None)
		waits.append(Wait(label, sum(row.number for row in rows), since, AWARD, options))
	return waits


def _by_status(sight: Sight, today: date, states: tuple[str, ...]) -> list:
	# The decisions ask for the place of an officer's appointment (services/awards.py).
	place = conditions.condition(AWARD, sight.user, "a", by_roles=OFFICERS) or EVERYWHERE
	return frappe.db.sql(
		f"""select a.`status`, count(*) as number,
			min(coalesce(a.`notice_to`, a.`proposed_on`, a.`creation`)) as since
		from `tabStar Award` as a where a.`status` in %(states)s and {place}
			and (a.`status` <> 'Public Notice' or a.`notice_to` is null or a.`notice_to` < %(today)s)
			and not exists (select 1 from `tabVolunteer Profile` as p
				where p.`name` = a.`volunteer` and p.`user` = %(me)s and %(me)s <> 'Administrator')
		group by a.`status`""",  # noqa: S608
		{"states": states, "today": today, "me": sight.user},
		as_dict=True,
	)


def notices(sight: Sight, today: date) -> list[Deadline]:
	"""Days on which public notices (公示) in scope end, within a fortnight."""
	where = Where.seen(sight, AWARD, "a").add("{t}.`status` = 'Public Notice'")
	where.add(
		"{t}.`notice_to` between %(today)s and %(ahead)s",
		today=today,
		ahead=add_days(today, NOTICE_AHEAD_DAYS),
	)
	rows = frappe.db.sql(
		f"""select a.`notice_to`, count(*), min(a.`name`) from `tabStar Award` as a where {where.sql}
		group by a.`notice_to` order by a.`notice_to` limit 5""",  # noqa: S608
		where.params,
	)
	return [
		Deadline(_("Public notice ends"), _("{0} star awards").format(count), getdate(day), AWARD, name)
		for day, count, name in rows
	]
