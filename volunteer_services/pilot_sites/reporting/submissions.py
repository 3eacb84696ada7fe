"""The yearly 1+1 [S0]: which pilot sites handed in what their programme requires."""

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	is_checked,
	scope_note,
	share,
	summary,
)
from volunteer_services.pilot_sites.domain import programme as rules

SITE, SUBMISSION = "Pilot Site", "Site Submission"
WITH_PLAQUE = ("Designated", "Active", "Concluded")
ACCEPTED, UNDER_REVIEW, MISSING = "Accepted", "Submitted for Review", "Missing"
FIELDS = {
	ACCEPTED: "accepted",
	UNDER_REVIEW: "under_review",
	"Draft": "in_preparation",
	"Returned": "in_preparation",
}
COUNTS = ("required", "accepted", "under_review", "missing", "in_preparation", "late", "overdue")


def completeness(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): one row a site with a plaque, and a column a kind.

	Complete is who has every kind accepted as often as the programme wants it: one of two is not complete.
	"""
	year = cint(filters.get("year")) or getdate(nowdate()).year
	sites, required = _sites(filters, year), _required(filters)
	handed_in = _handed_in(year, sites)
	kinds = sorted({kind for site in sites for kind in required.get(site.programme, {})})
	rows = [_row(site, year, required.get(site.programme, {}), handed_in) for site in sites]
	if is_checked(filters, "only_incomplete"):
		rows = [row for row in rows if not row.is_complete]
	message = _note(year)
	if not rows:
		return _columns(kinds), [], message, None, None
	rows.sort(key=lambda row: (row.is_complete, -row.overdue, row.site_name))
	total = frappe._dict({field: sum(row[field] for row in rows) for field in COUNTS})
	complete = sum(row.is_complete for row in rows)
	total.update(site_name=_("Totals"), complete=f"{complete}/{len(rows)}", bold=1)
	cards = summary(
		(_("Pilot Sites"), len(rows)),
		(_("Complete Sites"), complete),
		(_("Share Complete (%)"), share(complete, len(rows))),
		(_("Missing Submissions"), total.missing),
		(_("Overdue Submissions"), total.overdue),
	)
	return _columns(kinds), [*rows, total], message, _chart(rows, kinds), cards


def _sites(filters: dict, year: int) -> list[frappe._dict]:
	"""Sites with a plaque in that year, of programmes that want submissions."""
	where = Where(SITE, "site").equals(filters, "programme")
	where.below("region", TREES["region"], filters.get("region"))
	where.add("{t}.`workflow_state` in %(with_plaque)s", with_plaque=WITH_PLAQUE)
	where.add("{t}.`designated_on` <= %(last)s", last=f"{year:04d}-12-31")
	where.add("({t}.`concluded_on` is null or {t}.`concluded_on` >= %(first)s)", first=f"{year:04d}-01-01")
	where.add(
		"{t}.`programme` in (select `parent` from `tabPilot Programme Submission` "
		"where `parenttype` = 'Pilot Programme' and `count` > 0)"
	)
	return fetch(
		f"""select `site`.`name`, `site`.`site_name`, `site`.`service_site`, `site`.`programme`,
			`site`.`lead_person`, `site`.`region`, r.`region_name`, p.`programme_name`, p.`year` as own_year,
			p.`submissions_due_on`
		from `tabPilot Site` as `site`
		inner join `tabPilot Programme` as p on p.`name` = `site`.`programme`
		left join `tabService Region` as r on r.`name` = `site`.`region`
		where {where.sql} order by `site`.`site_name`, `site`.`name`""",  # noqa: S608
		where.params,
	)


def _required(filters: dict) -> dict[str, dict[str, int]]:
	"""Programme → kind → how many."""
	rows = frappe.db.sql(
		"""select `parent`, `kind`, `count` from `tabPilot Programme Submission`
		where `parenttype` = 'Pilot Programme' and `count` > 0
			and (%(programme)s = '' or `parent` = %(programme)s)""",
		{"programme": filters.get("programme") or ""},
	)
	found: dict[str, dict[str, int]] = {}
	for programme, kind, count in rows:
		found.setdefault(programme, {})[kind] = cint(count)
	return found


def _handed_in(year: int, sites: list) -> dict[tuple[str, str], frappe._dict]:
	"""(site, kind) → how many are accepted, under review or in preparation, and how many came late."""
	if not sites:
		return {}
	where = Where(SUBMISSION, "sub").add("{t}.`year` = %(year)s and {t}.`docstatus` < 2", year=year)
	rows = frappe.db.sql(
		f"""select `sub`.`pilot_site`, `sub`.`kind`, `sub`.`workflow_state` as state, count(*) as n,
			sum(case when `sub`.`submitted_on` is not null and `sub`.`is_late` = 1 then 1 else 0 end) as late
		from `tabSite Submission` as `sub` where {where.sql}
		group by `sub`.`pilot_site`, `sub`.`kind`, `sub`.`workflow_state`""",  # noqa: S608
		where.params,
		as_dict=True,
	)
	found: dict[tuple[str, str], frappe._dict] = {}
	for row in rows:
		figures = found.setdefault(
			(row.pilot_site, row.kind),
			frappe._dict(accepted=0, under_review=0, in_preparation=0, late=0),
		)
		if field := FIELDS.get(row.state):
			figures[field] += int(row.n)
		if row.state in (ACCEPTED, UNDER_REVIEW):
			figures.late += int(row.late or 0)
	return found


def _row(site: frappe._dict, year: int, required: dict[str, int], handed_in: dict) -> frappe._dict:
	row = frappe._dict(site, year=year, **dict.fromkeys(COUNTS, 0))
	row.due_on = (
		rules.in_year(getdate(site.submissions_due_on), year - cint(site.own_year))
		if site.submissions_due_on
		else None
	)
	is_past = bool(row.due_on) and row.due_on < getdate(nowdate())
	row.is_complete = bool(required)
	for kind, count in required.items():
		found = handed_in.get((site.name, kind)) or frappe._dict(
			accepted=0, under_review=0, in_preparation=0, late=0
		)
		waiting = min(found.under_review, max(0, count - found.accepted))
		missing = max(0, count - found.accepted - waiting)
		row.required += count
		row.missing += missing
		row.overdue += missing if is_past else 0
		for field in ("accepted", "under_review", "in_preparation", "late"):
			row[field] += found[field]
		row.is_complete = row.is_complete and found.accepted >= count
		state = MISSING if missing else UNDER_REVIEW if waiting else ACCEPTED
		row[_key(kind)] = _state_word(state)
		row[f"{_key(kind)}_state"] = state
	row.complete = _("Yes") if row.is_complete else _("No", context=SITE)
	return row


def _state_word(state: str) -> str:
	return _("Missing") if state == MISSING else _(state, context=SUBMISSION)


def _key(kind: str) -> str:
	return frappe.scrub(kind)


def _chart(rows: list, kinds: list[str]) -> dict:
	"""For each kind: how many sites have it accepted, under review, or miss it."""
	states = (ACCEPTED, UNDER_REVIEW, MISSING)
	series = {
		_state_word(state): [sum(row.get(f"{_key(kind)}_state") == state for row in rows) for kind in kinds]
		for state in states
	}
	chart = bar_chart([_(kind, context=SUBMISSION) for kind in kinds], series, "Int")
	chart["colors"] = ["#3f9b5b", "#2f6fb5", "#c8352b"]
	return chart


def _note(year: int) -> str:
	lines = [
		scope_note(),
		_(
			"Submissions of {0}: a site is complete when everything that its programme requires is accepted."
		).format(year),
	]
	return "<br>".join(line for line in lines if line)


def _columns(kinds: list[str]) -> list[dict]:
	return [
		column("site_name", _("Pilot Site"), width=220, link_doctype=SITE, link_field="name"),
		column("region_name", _("Region"), width=130, link_doctype="Service Region", link_field="region"),
		column(
			"programme_name",
			_("Pilot Programme"),
			width=180,
			link_doctype="Pilot Programme",
			link_field="programme",
		),
		column("due_on", _("Due On"), "Date", 110),
		*(column(_key(kind), _(kind, context=SUBMISSION), width=120, is_submission=1) for kind in kinds),
		column("complete", _("All Accepted"), width=90),
		column("required", _("Required Submissions"), "Int", 90),
		column("accepted", _("Accepted Submissions"), "Int", 90),
		column("under_review", _("Submissions Under Review"), "Int", 110),
		column("in_preparation", _("In Preparation"), "Int", 90),
		column("missing", _("Missing Submissions"), "Int", 90),
		column("late", _("Handed In Late"), "Int", 90),
		column("overdue", _("Overdue Submissions"), "Int", 90),
	]
