"""Pilot programmes: their sites by state, milestones, and the target of new sites, region by region."""

import frappe
from frappe import _
from frappe.utils import cstr, nowdate

from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	share,
	summary,
)
from volunteer_services.pilot_sites.domain.programme import DONE, OPEN, WAIVED
from volunteer_services.pilot_sites.reporting import targets
from volunteer_services.pilot_sites.reporting.targets import WITH_PLAQUE

PROGRAMME, SITE = "Pilot Programme", "Pilot Site"
# Fields of the rows by the state of the site that they count.
STATES = {
	"Candidate": "candidates",
	"Preparing": "preparing",
	"Designated": "designated",
	"Active": "active",
	"Concluded": "concluded",
	"Withdrawn": "withdrawn",
	"Plaque Revoked": "revoked",
}
VIEWS = PROGRAMMES, TARGETS = ("Programmes", "Target by Region")
COUNTS = (*STATES.values(), "sites", "new_sites", "done", "open", "overdue", "waived")


def progress(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): one row a programme, or one row a region of its target."""
	view = filters.get("view") or PROGRAMMES
	if view not in VIEWS:
		frappe.throw(
			_("There is no view {0} of this report. Choose one of the list.").format(view), ReportFilterError
		)
	programmes = _programmes(filters)
	wanted = targets.targets(programmes, filters.get("region"))
	if view == TARGETS:
		return targets.by_region(wanted)
	return _by_programme(filters, programmes, wanted)


def _programmes(filters: dict) -> list[frappe._dict]:
	where = Where(PROGRAMME, "programme").add("{t}.`is_template` = 0").equals(filters, "year", "status")
	if filters.get("programme"):
		where.add("{t}.`name` = %(programme)s", programme=filters["programme"])
	return fetch(
		f"""select `programme`.`name`, `programme`.`programme_name`, `programme`.`year`, `programme`.`status`,
			`programme`.`region`, `programme`.`target_level`, `programme`.`target_count`,
			`region`.`region_name`, `region`.`lft`, `region`.`rgt`
		from `tabPilot Programme` as `programme`
		left join `tabService Region` as `region` on `region`.`name` = `programme`.`region`
		where {where.sql}
		order by `programme`.`year` desc, `programme`.`programme_name`, `programme`.`name`""",  # noqa: S608
		where.params,
	)


def _by_programme(filters: dict, programmes: list, wanted: list) -> tuple:
	where = Where(SITE, "site").below("region", TREES["region"], filters.get("region"))
	states, milestones = _states(where), _milestones(where)
	rows = []
	for programme in programmes:
		row = frappe._dict(programme, **dict.fromkeys(COUNTS, 0))
		row.update(states.get(row.name) or {})
		row.update(milestones.get(row.name) or {})
		row.progress = share(row.done, row.done + row.open)
		own = [target for target in wanted if target.programme == row.name]
		row.new_sites = sum(target.new_sites for target in own) if own else row.new_sites
		row.target = sum(target.target for target in own) if own else None
		row.shortfall = sum(target.shortfall for target in own) if own else None
		row.status, row.region_name = _(row.status, context=PROGRAMME), row.region_name or _("All Regions")
		rows.append(row)
	if not rows:
		return _programme_columns(), [], targets.note(), None, None
	total = frappe._dict({field: sum(row[field] for row in rows) for field in COUNTS})
	total.update(programme_name=_("Totals"), bold=1, progress=share(total.done, total.done + total.open))
	for field in ("target", "shortfall"):
		total[field] = sum(row[field] or 0 for row in rows)
	shown = ("candidates", "preparing", "designated", "active", "concluded")
	chart = bar_chart(
		[_with_year(row) for row in rows[:20]],
		{
			_(state, context=SITE): [row[field] for row in rows[:20]]
			for state, field in STATES.items()
			if field in shown
		},
		"Int",
	)
	cards = summary(
		(_("Pilot Sites"), total.sites),
		(_("Milestones Done"), total.done),
		(_("Overdue Milestones"), total.overdue),
		(_("Progress of the Milestones (%)"), total.progress),
		(_("New Sites"), total.new_sites),
		(_("Short of the Target"), total.shortfall),
	)
	return _programme_columns(), [*rows, total], targets.note(), chart, cards


def _states(where: Where) -> dict[str, dict]:
	"""Sites by state, all of them, and those that got their plaque in the programme's year."""
	found: dict[str, dict] = {}
	for row in frappe.db.sql(
		f"""select `site`.`programme`, `site`.`workflow_state` as state, count(*) as n,
			sum(case when extract(year from `site`.`designated_on`) = p.`year` then 1 else 0 end) as fresh
		from `tabPilot Site` as `site` inner join `tabPilot Programme` as p on p.`name` = `site`.`programme`
		where {where.sql} group by `site`.`programme`, `site`.`workflow_state`""",  # noqa: S608
		where.params,
		as_dict=True,
	):
		figures = found.setdefault(row.programme, {"sites": 0, "new_sites": 0})
		if row.state in STATES:
			figures[STATES[row.state]] = int(row.n)
		figures["sites"] += int(row.n)
		if row.state in WITH_PLAQUE:
			figures["new_sites"] += int(row.fresh or 0)
	return found


def _milestones(where: Where) -> dict[str, dict]:
	"""Milestones by status, of sites that were neither withdrawn nor lost their plaque."""
	rows = frappe.db.sql(
		f"""select `site`.`programme`, m.`status`, count(*) as n,
			sum(case when m.`status` = 'Open' and m.`due_on` < %(today)s then 1 else 0 end) as overdue
		from `tabPilot Site Milestone` as m
		inner join `tabPilot Site` as `site` on `site`.`name` = m.`parent` and m.`parenttype` = 'Pilot Site'
		where {where.sql} and `site`.`workflow_state` in %(with_plaque)s
		group by `site`.`programme`, m.`status`""",  # noqa: S608
		{**where.params, "today": nowdate(), "with_plaque": WITH_PLAQUE},
		as_dict=True,
	)
	fields = {DONE: "done", OPEN: "open", WAIVED: "waived"}
	found: dict[str, dict] = {}
	for row in rows:
		figures = found.setdefault(row.programme, {"overdue": 0})
		figures[fields[row.status]] = int(row.n)
		figures["overdue"] += int(row.overdue or 0)
	return found


def _with_year(row) -> str:
	"""The programme's name, with its year unless the name says it."""
	name, year = cstr(row.programme_name), cstr(row.year)
	return name if year in name else f"{name} {year}"


def _programme_columns() -> list[dict]:
	link = {"link_doctype": PROGRAMME, "link_field": "name"}
	return [
		column("programme_name", _("Pilot Programme"), width=220, **link),
		column("year", _("Year"), width=70),
		column("status", _("Status"), width=90),
		column("region_name", _("Region"), width=130, link_doctype="Service Region", link_field="region"),
		column("sites", _("Pilot Sites"), "Int", 90),
		*(column(field, _(state, context=SITE), "Int", 90) for state, field in STATES.items()),
		column("done", _("Milestones Done"), "Int", 110),
		column("open", _("Milestones Open"), "Int", 110),
		column("overdue", _("Overdue Milestones"), "Int", 120),
		column("waived", _("Milestones Waived"), "Int", 110),
		column("progress", _("Progress of the Milestones (%)"), "Percent", 130),
		column("new_sites", _("New Sites"), "Int", 90),
		column("target", _("Target"), "Int", 80),
		column("shortfall", _("Short of the Target"), "Int", 110),
	]
