"""Applications on the home page: those from the public page that nobody has taken up yet."""

import frappe
from frappe import _

from volunteer_services.foundation.reporting.agenda import Wait
from volunteer_services.foundation.reporting.query import Where
from volunteer_services.foundation.scope.deciding import Sight
from volunteer_services.volunteer_registry.domain import joining

APPLICATION = "Volunteer Application"
WAITING = (joining.RECEIVED, joining.CLAIM)


def applications(sight: Sight) -> Wait:
	"""Applications in scope to take up, and since when the oldest waits."""
	where = Where.seen(sight, APPLICATION, "a").add("{t}.`status` in %(waiting)s", waiting=WAITING)
	count, since = frappe.db.sql(
		f"select count(*), min(a.`applied_on`) from `tabVolunteer Application` as a where {where.sql}",  # noqa: S608
		where.params,
	)[0]
	return Wait(_("Online Applications"), count, since, APPLICATION, {"status": ["in", list(WAITING)]})
