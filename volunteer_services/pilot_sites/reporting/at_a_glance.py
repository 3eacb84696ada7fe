"""A site at a glance, for its form: state by the standard, ticks, visits, and what belongs to it."""

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.reporting.query import Where, hours
from volunteer_services.pilot_sites.reporting import standards
from volunteer_services.pilot_sites.reporting.overview import WAITING

SITE = "Service Site"
HISTORY = 10
BADGE = 100
"""Frappe's own badges count up to here."""
# (DocType, its link to the site, key, further conditions)
_COUNTED = (
	("Volunteer Team", "site", "teams", "{t}.`workflow_state` = 'Active'"),
	(
		"Volunteer Project",
		"site",
		"projects",
		"{t}.`workflow_state` in ('Recruiting', 'In Progress', 'Completed')",
	),
	(
		"Service Activity",
		"site",
		"activities",
		"{t}.`workflow_state` in ('Completed', 'Recorded') and {t}.`starts_on` >= %(since)s",
	),
	("Service Log", "site", "waiting", "{t}.`workflow_state` in %(waiting)s"),
	("Site Assessment", "service_site", "assessments", "{t}.`docstatus` < 2"),
	("Site Visit", "service_site", "visits", "{t}.`status` = 'Visited'"),
	("Site Submission", "service_site", "submissions", "{t}.`workflow_state` = 'Accepted'"),
)


def at_a_glance(site: str) -> dict:
	"""All that the form shows, in a bounded number of queries. The caller has asked for permission."""
	standard, today = standards.standard_of({}), getdate(nowdate())
	where = Where.everywhere(SITE, "site").add("{t}.`name` = %(site)s", site=site)
	standing = standards.decided(where, standard, today).get(site) or standards.not_assessed()
	answers = standards.ticks([standing]).get(standing.assessment)
	since = frappe.utils.add_to_date(today, months=-12, days=1)
	return {
		"site": site,
		"state": standing.state,
		"state_word": standards.state_word(standing.state),
		"colour": standards.COLOURS[standing.state],
		"valid_until": standing.valid_until,
		"assessment": standing.assessment if frappe.has_permission("Site Assessment", "read") else None,
		"is_decided": standing.is_decided,
		"met_count": cint(standing.met_count),
		"item_count": cint(standing.item_count),
		"standard": standard.name,
		"standard_version": standard.version,
		"ticks": [
			{"code": code, "title": title, "mark": standards.mark(answers, code)}
			for code, title in standard.items
		],
		"counts": _counts(site, since),
		**_served(site, since),
		**_visited(site),
		"history": _history(site, standard),
		"pilot_sites": _pilot_sites(site),
	}


def _counts(site: str, since) -> dict[str, int]:
	"""How many documents of each kind the reader sees at the site, in one query."""
	parts, params = [], {"site": site, "since": since, "waiting": WAITING}
	for doctype, field, key, more in _COUNTED:
		if not frappe.has_permission(doctype, "read"):
			continue
		where = Where(doctype, key).add(f"{{t}}.`{field}` = %(site)s").add(more)
		params.update(where.params)
		parts.append(f"select '{key}', count(*) from `tab{doctype}` as `{key}` where {where.sql}")  # noqa: S608
	return dict(frappe.db.sql(" union all ".join(parts), params)) if parts else {}


def _served(site: str, since) -> dict:
	if not frappe.has_permission("Service Log", "read"):
		return {}
	where = Where("Service Log", "log").add("{t}.`site` = %(site)s and {t}.`docstatus` = 1", site=site)
	where.add("{t}.`service_date` >= %(since)s", since=since)
	records, minutes, last = frappe.db.sql(
		f"""select count(*), coalesce(sum(`log`.`minutes`), 0), max(`log`.`service_date`)
		from `tabService Log` as `log` where {where.sql}""",  # noqa: S608
		where.params,
	)[0]
	return {"records": records, "hours": hours(minutes), "last_service": last}


def _visited(site: str) -> dict:
	"""The last and the next visit, and the findings that are open."""
	if not frappe.has_permission("Site Visit", "read"):
		return {}
	where = Where("Site Visit", "visit").add("{t}.`service_site` = %(site)s", site=site)
	row = frappe.db.sql(
		f"""select max(case when `visit`.`status` = 'Visited' then `visit`.`visited_on` end) as last_visit,
			min(case when `visit`.`status` = 'Planned' then `visit`.`planned_on` end) as next_visit,
			coalesce(sum(`visit`.`open_findings`), 0) as open_findings,
			min(case when `visit`.`open_findings` > 0 then `visit`.`next_due_on` end) as finding_due_on
		from `tabSite Visit` as `visit` where {where.sql}""",  # noqa: S608
		where.params,
		as_dict=True,
	)[0]
	days = (getdate(nowdate()) - getdate(row.last_visit)).days if row.last_visit else None
	return {**row, "open_findings": int(row.open_findings), "days_since_visit": days}


def _history(site: str, standard: standards.Standard) -> list[dict]:
	"""The decisions on the site by any standard, the newest first; cancelled ones say so."""
	if not frappe.has_permission("Site Assessment", "read"):
		return []
	where = Where("Site Assessment", "a").add("{t}.`service_site` = %(site)s", site=site)
	where.add("{t}.`decided_on` is not null")
	rows = frappe.db.sql(
		f"""select `a`.`name`, `a`.`decided_on`, `a`.`workflow_state`, `a`.`met_count`, `a`.`item_count`,
			`a`.`valid_until`, `a`.`rectify_by`, s.`standard_name`
		from `tabSite Assessment` as `a` inner join `tabChecklist Standard` as s on s.`name` = `a`.`standard`
		where {where.sql} order by `a`.`decided_on` desc, `a`.`creation` desc limit {HISTORY}""",  # noqa: S608
		where.params,
		as_dict=True,
	)
	return [
		{
			"name": row.name,
			"decided_on": getdate(row.decided_on),
			"state": row.workflow_state,
			"state_word": _(row.workflow_state, context="Site Assessment"),
			"met": f"{row.met_count}/{row.item_count}",
			"valid_until": row.valid_until if row.workflow_state == "Certified" else None,
			"rectify_by": row.rectify_by if row.workflow_state == "Needs Rectification" else None,
			"standard": row.standard_name if row.standard_name != standard.name else None,
		}
		for row in rows
	]


def _pilot_sites(site: str) -> list[dict]:
	if not frappe.has_permission("Pilot Site", "read"):
		return []
	where = Where("Pilot Site", "pilot").add("{t}.`service_site` = %(site)s", site=site)
	rows = frappe.db.sql(
		f"""select `pilot`.`name`, `pilot`.`workflow_state`, `pilot`.`progress`, `pilot`.`plaque_no`,
			`pilot`.`next_milestone`, `pilot`.`next_due_on`, p.`programme_name`, p.`year`
		from `tabPilot Site` as `pilot` inner join `tabPilot Programme` as p on p.`name` = `pilot`.`programme`
		where {where.sql} order by p.`year` desc, `pilot`.`creation` desc limit {HISTORY}""",  # noqa: S608
		where.params,
		as_dict=True,
	)
	for row in rows:
		row.state_word = _(row.workflow_state, context="Pilot Site")
		row.is_overdue = bool(row.next_due_on) and getdate(row.next_due_on) < getdate(nowdate())
	return rows


def badges(answer: dict, site: str) -> dict:
	"""Frappe's answer for the connections of the form, with counts of what the reader may see.

	Frappe counts past permissions. The shape of the answer differs from release to release: it is kept.
	"""
	require_permission(SITE, "read", site)
	fields = {link.link_doctype: link.link_fieldname for link in frappe.get_meta(SITE).links}
	found = answer.get("count") or []
	rows = found if isinstance(found, list) else found.get("external_links_found") or []
	for row in rows:
		doctype = row.get("doctype") or row.get("name")
		field = fields.get(doctype)
		row["open_count"] = 0
		row["count"] = (
			len(
				frappe.get_list(
					doctype,
					filters={field: site},
					pluck="name",
					limit_page_length=BADGE,
					order_by="creation desc",
				)
			)
			if field and frappe.has_permission(doctype, "read")
			else 0
		)
	return answer
