"""Service sites as anybody may find them: where, when open, and what their checklist has found."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from volunteer_services.foundation.reporting.query import Where
from volunteer_services.pilot_sites.reporting import standards
from volunteer_services.portal.domain.browsing import Filters
from volunteer_services.portal.services.public import open_activities

ROUTE, SITE = "volunteer-sites", "Service Site"
PAGE_LENGTH = 30
_ACTIVITIES = 8


def listed(asked: Filters) -> frappe._dict:
	"""One page of the sites that are open, by the tree of regions: rows and ``has_more``. Two queries."""
	where, values = "s.`status` = 'Active'", {}
	if asked.region:
		where += """ and s.`region` in (select below.`name` from `tabService Region` below
			inner join `tabService Region` top on below.`lft` >= top.`lft` and below.`rgt` <= top.`rgt`
			where top.`name` = %(region)s)"""
		values["region"] = asked.region
	rows = frappe.db.sql(
		f"""select s.`name`, s.`site_name`, s.`site_type`, s.`address`, s.`opening_hours`,
			s.`compliance_state`, r.`region_name`
		from `tabService Site` s left join `tabService Region` r on r.`name` = s.`region`
		where {where} order by r.`lft`, s.`site_name`, s.`name` limit %(limit)s offset %(offset)s""",  # noqa: S608
		{**values, "limit": PAGE_LENGTH + 1, "offset": (asked.page - 1) * PAGE_LENGTH},
		as_dict=True,
	)
	return frappe._dict(rows=[_row(row) for row in rows[:PAGE_LENGTH]], has_more=len(rows) > PAGE_LENGTH)


def _row(row) -> frappe._dict:
	return frappe._dict(
		address=f"/{ROUTE}/{row.name}",
		title=row.site_name,
		kind=_(row.site_type, context=SITE) if row.site_type else "",
		place=" · ".join(part for part in (row.region_name, row.address) if part),
		opening_hours=row.opening_hours or "",
		is_certified=row.compliance_state == "Certified",
	)


def one(name: str) -> frappe._dict | None:
	"""A site: its ticks by the checklist of all sites, and the activities to come there; None for a closed or
	unknown one. A bounded number of queries."""
	rows = frappe.db.sql(
		"""select s.`name`, s.`site_name`, s.`site_type`, s.`address`, s.`opening_hours`,
			s.`compliance_state`, s.`region`, r.`region_name`
		from `tabService Site` s left join `tabService Region` r on r.`name` = s.`region`
		where s.`name` = %s and s.`status` = 'Active'""",
		(name,),
		as_dict=True,
	)
	if not rows:
		return None
	found = _row(rows[0])
	standard = standards.standard_of({})
	where = Where.everywhere(SITE, "site").add("{t}.`name` = %(site)s", site=name)
	standing = standards.decided(where, standard, getdate(nowdate())).get(name)
	answers = standards.ticks([standing]).get(standing.assessment) if standing else None
	found.update(
		name=name,
		state=standards.state_word(standing.state) if standing else "",
		is_certified=bool(standing and standing.state == "Certified"),
		met=cint(standing.met_count) if standing else 0,
		ticks=[(title, standards.mark(answers, code)) for code, title in standard.items] if answers else [],
		activities=_activities(name),
	)
	return found


def _activities(site: str) -> list[frappe._dict]:
	rows = frappe.db.sql(
		f"""select a.`name`, a.`activity_name`, a.`starts_on`, a.`ends_on`, a.`sign_up_from`,
			a.`sign_up_until` from `tabService Activity` a
		where a.`site` = %s and a.`workflow_state` = 'Published' and a.`starts_on` > now()
			and {open_activities.CALLS_ALL}
		order by a.`starts_on`, a.`name` limit %s""",  # noqa: S608 (our words)
		(site, _ACTIVITIES),
		as_dict=True,
	)
	left = open_activities.places_left([row.name for row in rows])
	return [
		frappe._dict(
			address=f"/{open_activities.ROUTE}/{row.name}",
			title=row.activity_name,
			when=open_activities.when(row),
			state=open_activities.state(row, left.get(row.name)),
		)
		for row in rows
	]
