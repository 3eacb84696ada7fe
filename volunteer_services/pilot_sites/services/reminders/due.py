"""What is due or overdue at the sites and was not told yet: one set-based query for each kind of matter.

A row that will be due is told once (``reminded_on`` empty until then), and once more when it is overdue
(``reminded_on`` not after the day it was due).
"""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe.utils import add_days, cint, cstr, getdate

from volunteer_services.foundation import settings
from volunteer_services.pilot_sites.domain import programme as rules

CERTIFICATION, MILESTONE, FINDING, RECTIFICATION, SUBMISSION = (
	"Certification",
	"Milestone",
	"Finding",
	"Rectification",
	"Submission",
)
RUNNING = ("Designated", "Active")


@dataclass(frozen=True)
class Due:
	"""A matter of a site: the document that opens on a click, the row that keeps the day of the reminder, and
	who is named for it (first who may be told), before the managers of the site."""

	kind: str
	what: str
	due_on: date
	is_overdue: bool
	site: str
	site_name: str
	doctype: str
	document: str
	row_doctype: str
	row: str
	named: tuple[str, ...] = ()
	reminded_field: str = "reminded_on"
	is_assigned: bool = False


def _ahead(day: date, setting: str) -> date:
	return getdate(add_days(day, cint(settings.settings().get(setting))))


def certifications(day: date) -> list[Due]:
	"""Certifications that lapse soon or have lapsed, the newest of each site and standard only."""
	rows = frappe.db.sql(
		"""select a.`name`, a.`service_site`, a.`site_name`, a.`valid_until`, c.`standard_name`,
			p.`lead_person`
		from `tabSite Assessment` as a
		inner join `tabChecklist Standard` as c on c.`name` = a.`standard`
		inner join `tabService Site` as s on s.`name` = a.`service_site` and s.`status` <> 'Closed'
		left join `tabPilot Site` as p on p.`name` = a.`pilot_site`
		where a.`docstatus` = 1 and a.`workflow_state` = 'Certified' and a.`valid_until` <= %(ahead)s
			and (a.`reminded_on` is null
				or (a.`valid_until` < %(today)s and a.`reminded_on` <= a.`valid_until`))
			and not exists (select 1 from `tabSite Assessment` as o
				inner join `tabChecklist Standard` as oc on oc.`name` = o.`standard`
				where o.`service_site` = a.`service_site` and oc.`standard_name` = c.`standard_name`
					and o.`docstatus` = 1 and o.`decided_on` > a.`decided_on`)
		order by a.`name`""",
		{"today": day, "ahead": _ahead(day, "lapse_reminder_days")},
		as_dict=True,
	)
	return [
		Due(
			CERTIFICATION,
			row.standard_name,
			row.valid_until,
			row.valid_until < day,
			row.service_site,
			row.site_name,
			"Service Site",
			row.service_site,
			"Site Assessment",
			row.name,
			_people(row.lead_person),
		)
		for row in rows
	]


def milestones(day: date) -> list[Due]:
	"""Open milestones of running pilot sites."""
	rows = frappe.db.sql(
		"""select m.`name`, m.`parent`, m.`phase_title`, m.`due_on`, m.`responsible`, s.`lead_person`,
			s.`service_site`, s.`site_name`
		from `tabPilot Site Milestone` as m
		inner join `tabPilot Site` as s on s.`name` = m.`parent` and m.`parenttype` = 'Pilot Site'
		where m.`status` = 'Open' and s.`workflow_state` in %(running)s and m.`due_on` <= %(ahead)s
			and (m.`reminded_on` is null or (m.`due_on` < %(today)s and m.`reminded_on` <= m.`due_on`))
		order by m.`parent`, m.`due_on`, m.`idx`""",
		{"today": day, "ahead": _ahead(day, "due_reminder_days"), "running": RUNNING},
		as_dict=True,
	)
	return [
		Due(
			MILESTONE,
			row.phase_title,
			row.due_on,
			row.due_on < day,
			row.service_site,
			row.site_name,
			"Pilot Site",
			row.parent,
			"Pilot Site Milestone",
			row.name,
			_people(row.responsible, row.lead_person),
			is_assigned=True,
		)
		for row in rows
	]


def findings(day: date) -> list[Due]:
	"""Findings of visits that are still open after their day."""
	rows = frappe.db.sql(
		"""select f.`name`, f.`parent`, f.`finding`, f.`due_on`, f.`responsible`, v.`service_site`,
			v.`site_name`, p.`lead_person`
		from `tabSite Visit Finding` as f
		inner join `tabSite Visit` as v on v.`name` = f.`parent` and f.`parenttype` = 'Site Visit'
		left join `tabPilot Site` as p on p.`name` = v.`pilot_site`
		where f.`status` = 'Open' and f.`due_on` < %(today)s
			and (f.`reminded_on` is null or f.`reminded_on` <= f.`due_on`)
		order by f.`parent`, f.`idx`""",
		{"today": day},
		as_dict=True,
	)
	return [
		Due(
			FINDING,
			cstr(row.finding)[:60],
			row.due_on,
			True,
			row.service_site,
			row.site_name,
			"Site Visit",
			row.parent,
			"Site Visit Finding",
			row.name,
			_people(row.responsible, row.lead_person),
		)
		for row in rows
	]


def rectifications(day: date) -> list[Due]:
	"""Rectifications whose assessment is still a draft after the day."""
	rows = frappe.db.sql(
		"""select a.`name`, a.`follow_up`, a.`service_site`, a.`site_name`, a.`rectify_by`, a.`rectify_owner`,
			c.`standard_name`
		from `tabSite Assessment` as a
		inner join `tabSite Assessment` as n on n.`name` = a.`follow_up` and n.`workflow_state` = 'Draft'
		inner join `tabChecklist Standard` as c on c.`name` = a.`standard`
		where a.`docstatus` = 1 and a.`workflow_state` = 'Needs Rectification' and a.`rectify_by` < %(today)s
			and (a.`reminded_on` is null or a.`reminded_on` <= a.`rectify_by`)
		order by a.`name`""",
		{"today": day},
		as_dict=True,
	)
	return [
		Due(
			RECTIFICATION,
			row.standard_name,
			row.rectify_by,
			True,
			row.service_site,
			row.site_name,
			"Site Assessment",
			row.follow_up,
			"Site Assessment",
			row.name,
			_people(row.rectify_owner),
		)
		for row in rows
	]


def submissions(day: date) -> list[Due]:
	"""Yearly submissions that are missing before, or after, the day of their programme."""
	ahead = _ahead(day, "due_reminder_days")
	sites = _sites_with_submissions(day)
	required, present = _required({site.programme for site in sites}), _present(day)
	found: list[Due] = []
	for site in sites:
		for year in range(max(cint(site.year), day.year - 1), day.year + 2):
			due_on = rules.in_year(getdate(site.submissions_due_on), year - cint(site.year))
			if not _is_to_be_told(site, due_on, day, ahead):
				continue
			short = rules.missing(required.get(site.programme, {}), present.get((site.name, year), {}))
			found.extend(_missing(site, kind, due_on, day) for kind in short)
	return found


def _is_to_be_told(site, due_on: date, day: date, ahead: date) -> bool:
	"""In a year the reminder goes out once within the days before, and once after the day it was due."""
	if not getdate(site.designated_on) <= due_on <= ahead or due_on.year < day.year - 1:
		return False
	told = site.submissions_reminded_on and getdate(site.submissions_reminded_on)
	if not told:
		return True
	return told <= due_on if due_on < day else told < due_on - (ahead - day)


def _sites_with_submissions(day: date) -> list:
	return frappe.db.sql(
		"""select s.`name`, s.`service_site`, s.`site_name`, s.`lead_person`, s.`designated_on`,
			s.`submissions_reminded_on`, s.`programme`, p.`year`, p.`submissions_due_on`
		from `tabPilot Site` as s
		inner join `tabPilot Programme` as p on p.`name` = s.`programme` and p.`status` <> 'Closed'
		where s.`workflow_state` in %(running)s and s.`designated_on` <= %(today)s
			and p.`submissions_due_on` is not null
		order by s.`name`""",
		{"running": RUNNING, "today": day},
		as_dict=True,
	)


def _required(programmes: set[str]) -> dict[str, dict[str, int]]:
	found: dict[str, dict[str, int]] = {}
	for programme, kind, count in frappe.db.sql(
		"""select `parent`, `kind`, `count` from `tabPilot Programme Submission`
		where `parenttype` = 'Pilot Programme' and `parent` in %s order by `parent`, `idx`""",
		(tuple(programmes) or ("",),),
	):
		found.setdefault(programme, {})[kind] = cint(count)
	return found


def _present(day: date) -> dict[tuple[str, int], dict[str, int]]:
	"""What was handed in, reviewed or not, of the years that can still be reminded of."""
	found: dict[tuple[str, int], dict[str, int]] = {}
	for site, year, kind, count in frappe.db.sql(
		"""select `pilot_site`, `year`, `kind`, count(*) from `tabSite Submission`
		where `year` between %s and %s and `workflow_state` in ('Submitted for Review', 'Accepted')
		group by `pilot_site`, `year`, `kind`""",
		(day.year - 1, day.year + 1),
	):
		found.setdefault((site, cint(year)), {})[kind] = cint(count)
	return found


def _missing(site, kind: str, due_on: date, day: date) -> Due:
	return Due(
		SUBMISSION,
		kind,
		due_on,
		due_on < day,
		site.service_site,
		site.site_name,
		"Pilot Site",
		site.name,
		"Pilot Site",
		site.name,
		_people(site.lead_person),
		"submissions_reminded_on",
	)


def _people(*users: str | None) -> tuple[str, ...]:
	return tuple(dict.fromkeys(user for user in users if user))


QUERIES = (certifications, milestones, findings, rectifications, submissions)
