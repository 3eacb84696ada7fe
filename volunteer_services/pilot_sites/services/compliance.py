"""The state of the sites by their standard, derived from the decided assessments."""

from collections.abc import Iterable

import frappe
from frappe.utils import getdate, nowdate

from volunteer_services.pilot_sites.domain.checklist import Decision, site_state
from volunteer_services.pilot_sites.services import checklists

SITE, ASSESSMENT = "Service Site", "Site Assessment"


def latest(
	sites: Iterable[str], standard_name: str | None = None, *, lock: bool = False
) -> dict[str, frappe._dict]:
	"""For each site that was assessed by a version of the standard: decision, valid_until, assessment and
	whether another one is under review. ``lock``: wait for decisions that are being written."""
	names = tuple(sorted(set(sites)))
	standards = tuple(checklists.versions(standard_name or checklists.principal()))
	found: dict[str, frappe._dict] = {}
	if not names or not standards:
		return found
	rows = frappe.db.sql(
		f"""select `name`, `service_site`, `workflow_state`, `valid_until`, `assessed_on`
		from `tabSite Assessment`
		where `service_site` in %(sites)s and `standard` in %(standards)s and `docstatus` < 2
			and `workflow_state` <> 'Draft'
		order by `service_site`, coalesce(`decided_on`, '1900-01-01') desc, `creation` desc
		{"for update" if lock else ""}""",  # noqa: S608
		{"sites": names, "standards": standards},
		as_dict=True,
	)
	for row in rows:
		site = found.setdefault(row.service_site, frappe._dict(decision=None, is_under_review=False))
		if row.workflow_state == "Submitted for Review":
			site.is_under_review = True
		elif site.decision is None:
			site.decision = Decision(
				row.workflow_state == "Certified", row.valid_until and getdate(row.valid_until)
			)
			site.update(assessment=row.name, valid_until=row.valid_until)
	return found


def state_of(site: str, standard_name: str | None = None, *, lock: bool = False) -> str:
	"""The state of one site by a standard today."""
	row = latest([site], standard_name, lock=lock).get(site) or frappe._dict()
	return site_state(row.decision, bool(row.is_under_review), getdate(nowdate()))


def refresh(sites: Iterable[str]) -> int:
	"""Write the state of the sites by the standard of all; returns how many changed."""
	sites = sorted(set(sites))
	known, changed, today = latest(sites), 0, getdate(nowdate())
	stored = frappe.get_all(
		SITE,
		filters={"name": ["in", sites or [""]]},
		fields=["name", "compliance_state", "certified_until", "last_assessment"],
		limit_page_length=0,
	)
	for site in stored:
		row = known.get(site.name) or frappe._dict()
		values = {
			"compliance_state": site_state(row.decision, bool(row.is_under_review), today),
			"certified_until": row.valid_until if row.decision and row.decision.is_certified else None,
			"last_assessment": row.assessment,
		}
		if any((site[field] or None) != (value or None) for field, value in values.items()):
			frappe.db.set_value(SITE, site.name, values, update_modified=False)
			changed += 1
	return changed


def refresh_all() -> int:
	"""Certifications lapse by the day: called daily; also after the standard of all sites changed."""
	return refresh(frappe.get_all(SITE, pluck="name", limit_page_length=0))
