"""Somebody was there: the file says when, how often, and from when on it has been too long. Set-based."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import frappe

from volunteer_services.service_needs.domain.recipients import CLOSED, FREQUENT_DAYS, USUAL_DAYS, Living
from volunteer_services.service_needs.services.recipients.files import DOCTYPE


def count(recipients: Iterable[str], day: date) -> None:
	"""One service more for each of them on ``day``. One statement."""
	names = tuple(sorted(recipients))
	if not names:
		return
	frappe.db.sql(
		f"""update `tab{DOCTYPE}` set `services` = `services` + 1,
			`last_served_on` = greatest(coalesce(`last_served_on`, %(day)s), %(day)s),
			`due_on` = {DUE} where `name` in %(names)s""",  # noqa: S608 (our words)
		{"day": day, "names": names, **DUE_VALUES},
	)


# What domain.recipients.due_after and due_on say of one file, for all of them.
DUE = """if(`status` in %(closed)s, null, date_add(coalesce(`last_served_on`, date(`creation`)), interval
	case when `visit_every_days` > 0 then `visit_every_days`
		when `living` in %(alone)s then %(frequent)s else %(usual)s end day))"""
DUE_VALUES = {
	"closed": tuple(sorted(CLOSED)),
	"alone": (Living.ALONE.value, Living.EMPTY_NEST.value),
	"frequent": FREQUENT_DAYS,
	"usual": USUAL_DAYS,
}
