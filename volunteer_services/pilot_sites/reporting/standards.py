"""Where the sites stand by a standard on a day: newest decision, state, and the ticks of the items.

What a site has reached belongs to the site: who sees the site sees its state. Bounded number of queries,
whatever the number of sites.
"""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, nowdate

from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation.reporting.query import TREES, Where, fetch, scope_note
from volunteer_services.pilot_sites.domain import checklist
from volunteer_services.pilot_sites.domain.checklist import Decision, site_state
from volunteer_services.pilot_sites.services import checklists

SITE = "Service Site"
STATES = (
	checklist.CERTIFIED,
	checklist.RECTIFY,
	checklist.UNDER_REVIEW,
	checklist.LAPSED,
	checklist.NOT_ASSESSED,
)
COLOURS = dict(zip(STATES, ("#3f9b5b", "#c8352b", "#2f6fb5", "#e0a100", "#8b95a1"), strict=True))
MET, MISSED, UNKNOWN = "✓", "✗", "–"


@dataclass(frozen=True)
class Standard:
	"""A standard by its name: the version that a report is about, all versions, and the items of the one as
	(code, title)."""

	name: str
	version: str | None = None
	version_no: int = 0
	versions: tuple[str, ...] = ()
	items: tuple[tuple[str, str], ...] = ()


def site_where(filters: dict) -> Where:
	"""The conditions of the filters on Service Site, in scope. Raises ReportFilterError."""
	where = Where(SITE, "site").equals(filters, "site_type", "status")
	where.below("region", TREES["region"], filters.get("region"))
	if filters.get("site"):
		where.add("{t}.`name` = %(site_name)s", site_name=filters["site"])
	return where


def day_of(filters: dict):
	"""The day that a report is about; never a day to come, of which nothing is known."""
	return min(getdate(filters.get("day") or nowdate()), getdate(nowdate()))


def standard_of(filters: dict) -> Standard:
	"""The standard of a report, with the version in force on its day.

	The filter names a standard, not a version; without one it is the standard of all sites. Raises
	ReportFilterError for a name that no standard bears.
	"""
	name, day = cstr(filters.get("standard") or checklists.principal()), day_of(filters)
	versions = checklists.versions(name)
	if filters.get("standard") and not versions:
		frappe.throw(
			_("There is no checklist standard {0}. Choose one of the list.").format(name),
			ReportFilterError,
			title=_("Checklist Standard"),
		)
	version = checklists.in_force(name, day) or (versions[-1] if versions else None)
	if not version:
		return Standard(name)
	doc = frappe.get_cached_doc(checklists.DOCTYPE, version)
	rows = tuple((row.item_code, row.item_title) for row in doc.get("items"))
	return Standard(name, version, cint(doc.get("version_no")), tuple(versions), rows)


def standings(filters: dict, standard: Standard | None = None) -> list[frappe._dict]:
	"""One row a site in scope, by name: place, state on the day, and the assessment of its ticks."""
	where = site_where(filters)
	sites = fetch(
		f"""select `site`.`name`, `site`.`site_name`, `site`.`site_type`, `site`.`status`, `site`.`region`,
			`region`.`region_name`, `region`.`lft`
		from `tabService Site` as `site`
		left join `tabService Region` as `region` on `region`.`name` = `site`.`region`
		where {where.sql} order by `site`.`site_name`, `site`.`name`""",  # noqa: S608
		where.params,
	)
	known = decided(where, standard or standard_of(filters), day_of(filters))
	for site in sites:
		site.update(known.get(site.name) or not_assessed())
	return sites


def not_assessed() -> frappe._dict:
	"""What is known of a site that no assessment by the standard reached."""
	return frappe._dict(
		state=checklist.NOT_ASSESSED,
		is_decided=False,
		assessment=None,
		valid_until=None,
		assessed_on=None,
		met_count=None,
		item_count=None,
	)


def decided(where: Where, standard: Standard, day) -> dict[str, frappe._dict]:
	"""The standing of each site that was assessed by the standard until ``day``.

	The newest decision counts; ``assessment`` is the one decided last, or, where none was decided, the one
	under review. One that was decided after ``day`` was under review on it.
	"""
	if not standard.versions:
		return {}
	rows = frappe.db.sql(
		f"""select a.`name`, a.`service_site`, a.`workflow_state`, a.`valid_until`, a.`assessed_on`,
			a.`decided_on`, a.`met_count`, a.`item_count`
		from `tabSite Assessment` as a
		inner join `tabService Site` as `site` on `site`.`name` = a.`service_site`
		where {where.sql} and a.`standard` in %(versions)s and a.`docstatus` < 2
			and a.`workflow_state` in ('Certified', 'Needs Rectification', 'Submitted for Review')
			and a.`assessed_on` <= %(day)s
		order by a.`service_site`, a.`decided_on` desc, a.`creation` desc, a.`name` desc""",  # noqa: S608
		{**where.params, "versions": standard.versions, "day": day},
		as_dict=True,
	)
	found: dict[str, list[frappe._dict]] = {}
	for row in rows:
		found.setdefault(row.service_site, []).append(row)
	return {site: _standing(papers, day) for site, papers in found.items()}


def _standing(papers: list[frappe._dict], day) -> frappe._dict:
	"""``papers``: the assessments of one site, the one decided last first."""
	closed = [row for row in papers if row.decided_on and getdate(row.decided_on) <= day]
	pending = [row for row in papers if not row.decided_on or getdate(row.decided_on) > day]
	decision, until = None, None
	if closed:
		is_certified = closed[0].workflow_state == "Certified"
		until = getdate(closed[0].valid_until) if is_certified and closed[0].valid_until else None
		decision = Decision(is_certified, until)
	shown = closed[0] if closed else pending[0]
	return frappe._dict(
		state=site_state(decision, bool(pending), day),
		is_decided=bool(closed),
		assessment=shown.name,
		valid_until=until,
		assessed_on=shown.assessed_on,
		met_count=shown.met_count,
		item_count=shown.item_count,
	)


def ticks(rows: list[frappe._dict]) -> dict[str, dict[str, bool]]:
	"""For each assessment that the rows name: item code → whether it was met with its evidence."""
	names = tuple(sorted({row.assessment for row in rows if row.assessment}))
	found: dict[str, dict[str, bool]] = {name: {} for name in names}
	if names:
		for parent, code, missed in frappe.db.sql(
			"""select `parent`, `item_code`, coalesce(`problem`, '') <> '' from `tabSite Assessment Result`
			where `parenttype` = 'Site Assessment' and `parent` in %(names)s""",
			{"names": names},
		):
			found[parent][code] = not missed
	return found


def mark(answers: dict[str, bool] | None, code: str) -> str:
	"""✓ met with its evidence, ✗ not, – not assessed."""
	met = (answers or {}).get(code)
	return UNKNOWN if met is None else MET if met else MISSED


def state_word(state: str) -> str:
	"""The state of a site in the reader's language."""
	return _(state, context=SITE)


def note(standard: Standard, day, with_ticks: bool = True) -> str:
	"""The lines above a report: the scope, the standard and what the ticks mean."""
	lines = [scope_note()]
	if standard.version:
		lines.append(
			_("By the standard {0}, version {1}, as of {2}.").format(
				frappe.utils.escape_html(standard.name), standard.version_no, frappe.utils.formatdate(day)
			)
		)
		if with_ticks:
			lines.append(
				_(
					"✓ met with its evidence, ✗ not met or not proved, – not assessed: from the newest "
					"decided assessment of the site, or from the one under review where none was decided yet."
				)
			)
	else:
		lines.append(
			_(
				"No checklist standard {0} is in force. Enter the standard of all sites in the settings."
			).format(frappe.utils.escape_html(standard.name))
		)
	return "<br>".join(line for line in lines if line)
