"""The room's figures on the workspace: places to fill, and who waits for the organiser."""

import frappe
from frappe.utils import now_datetime

from volunteer_services.foundation.reporting.query import Where
from volunteer_services.volunteer_projects.reporting import places, recruiting
from volunteer_services.volunteer_projects.services.shifts import SIGN_UP

WEEK = 7


def places_to_fill() -> int:
	"""Places that are still free in the activities in scope that begin within seven days."""
	return places.summed(recruiting.to_come(now_datetime(), WEEK, {})).left


def sign_ups_to_decide() -> int:
	"""Sign-ups in scope whose shift is to come and about which the organiser decides: nobody else lets these
	people in."""
	if not frappe.has_permission("Service Activity", "write"):
		return 0
	where = Where(SIGN_UP, "held").add(
		"{t}.`status` = 'Waiting' and {t}.`needs_leader` = 1 and {t}.`starts_on` > %(now)s",
		now=now_datetime(),
	)
	query = f"select count(*) from `tabActivity Sign Up` as `held` where {where.sql}"  # noqa: S608
	return frappe.db.sql(query, where.params)[0][0]
