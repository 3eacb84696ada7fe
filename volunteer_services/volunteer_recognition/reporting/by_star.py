"""Volunteers by star."""

import frappe
from frappe import _

from volunteer_services.foundation.reporting.query import (
	fetch,
	scope_note,
	summary,
)
from volunteer_services.volunteer_registry.reporting.roster import (
	MAX_STARS,
	_profiles,
	_star_chart,
	_star_columns,
	_star_row,
)


def by_star(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): volunteers and their hours by star level."""
	where = _profiles(filters)
	found = fetch(
		f"""select `profile`.`star_level` as star, count(*) as volunteers,
			sum(case when `profile`.`eligible_star` > `profile`.`star_level` then 1 else 0 end) as due
		from `tabVolunteer Profile` as `profile` where {where.sql} group by `profile`.`star_level`""",  # noqa: S608
		where.params,
	)
	if not found:
		return _star_columns(), [], scope_note(), None, None
	by_level = {int(row.star or 0): row for row in found}
	people = sum(int(row.volunteers) for row in found)
	rows = [_star_row(star, by_level.get(star), people) for star in range(max(MAX_STARS, *by_level) + 1)]
	total = frappe._dict(label=_("Totals"), volunteers=people, share=100.0, bold=1)
	total.due = sum(row.due for row in rows)
	cards = summary(
		(_("Volunteers"), people),
		(_("With a Star"), people - rows[0].volunteers),
		(_("Star Due"), total.due),
	)
	chart = _star_chart({row.star: row.volunteers for row in rows})
	return _star_columns(), [*rows, total], scope_note(), chart, cards
