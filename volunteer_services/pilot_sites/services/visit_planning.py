"""Visits to many sites at once: which sites, on which working days, and what stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.utils import add_days, cint, cstr, format_date, getdate, nowdate

from volunteer_services.exceptions import OutOfScopeError, SiteVisitError
from volunteer_services.foundation import settings
from volunteer_services.foundation.access import require_permission
from volunteer_services.foundation.database.savepoint import tried
from volunteer_services.foundation.jobs import progress
from volunteer_services.foundation.rules import enforce
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.pilot_sites.domain.visit_plan import spread, working_days
from volunteer_services.pilot_sites.services.programmes import RUNNING_STATES
from volunteer_services.pilot_sites.services.visits import DOCTYPE, PLANNED

SITE = "Service Site"
AT_ONCE = 50
"""Up to so many visits are planned within the request."""
MOST = 2000
_BATCH = 25
_TIMEOUT = 3600


@dataclass(frozen=True)
class Choice:
	"""Which sites: named ones, or all active ones of a region, of a programme, or long not visited."""

	sites: tuple[str, ...] = ()
	region: str | None = None
	programme: str | None = None
	not_visited_days: int = 0


@dataclass(frozen=True)
class Plan:
	"""What is planned: the kind, the period (days included), and what comes along."""

	visit_kind: str
	from_date: str
	to_date: str
	per_day: int = 1
	visitor: str | None = None
	experts: list[dict] = field(default_factory=list)
	resources: list[dict] = field(default_factory=list)


def plan(choice: Choice, order: Plan) -> dict:
	"""Plan visits: {planned, skipped} of few, {job, count} of many.

	``planned``: visit, site_name, planned_on; ``skipped``: service_site, site_name, problem.
	Raises OutOfScopeError for a site beyond the appointments, SiteVisitError.
	"""
	sites = chosen(choice)
	if not sites:
		_refuse(_("No site was found. Choose other sites, another region or fewer days."))
	if len(sites) > MOST:
		_refuse(_("{0} sites are too many for one plan. Choose a region.").format(len(sites)))
	check(order, len(sites))
	if len(sites) <= AT_ONCE:
		return carry_out(sites, choice.programme, order)
	job = f"volunteer-visits-{frappe.generate_hash(length=12)}"
	progress.start(run, job, len(sites), _TIMEOUT, sites=sites, programme=choice.programme, order=vars(order))
	return {"job": job, "count": len(sites)}


def run(sites: list[str], programme: str | None, order: dict, job: str) -> None:
	"""Body of the job; scope and rules are those of the moment when it runs. Commits batch by batch."""
	with progress.watched(job):
		progress.finish(job, carry_out(sites, programme, Plan(**order), job))


def chosen(choice: Choice) -> list[str]:
	"""The sites, those first that were not visited for longest.

	Raises OutOfScopeError when a named one lies outside the appointments of the session's user.
	"""
	wheres, values = ["1=1"], {"since": add_days(nowdate(), -cint(choice.not_visited_days))}
	if choice.sites:
		_check_scope(choice.sites)
		wheres.append("`tabService Site`.`name` in %(sites)s")
		values["sites"] = tuple(choice.sites)
	else:
		wheres.append("`tabService Site`.`status` = 'Active'")
		wheres.append(scope.condition(SITE, with_own=False) or "1=1")
	if choice.region:
		wheres.append(
			"""exists (select 1 from `tabService Region` as r inner join `tabService Region` as a
			on r.`lft` >= a.`lft` and r.`rgt` <= a.`rgt`
			where r.`name` = `tabService Site`.`region` and a.`name` = %(region)s)"""
		)
		values["region"] = choice.region
	if choice.programme:
		wheres.append(
			"""exists (select 1 from `tabPilot Site` as p where p.`service_site` = `tabService Site`.`name`
				and p.`programme` = %(programme)s
				and p.`workflow_state` not in ('Withdrawn', 'Plaque Revoked'))"""
		)
		values["programme"] = choice.programme
	if cint(choice.not_visited_days):
		wheres.append(
			"(`tabService Site`.`last_visited_on` is null or `tabService Site`.`last_visited_on` < %(since)s)"
		)
	rows = frappe.db.sql(
		f"""select `tabService Site`.`name` from `tabService Site` where {" and ".join(wheres)}
		order by coalesce(`tabService Site`.`last_visited_on`, '1900-01-01'), `tabService Site`.`region`,
			`tabService Site`.`name` limit {MOST + 1}""",  # noqa: S608 — columns and escaped names
		values,
	)
	return [name for (name,) in rows]


def check(order: Plan, count: int = 0) -> None:
	"""Whether there are such visits and so many fit. Raises SiteVisitError."""
	kinds = frappe.get_meta(DOCTYPE).get_field("visit_kind").options.split("\n")
	if order.visit_kind not in kinds:
		_refuse(_("There is no kind of visit called {0}.").format(order.visit_kind))
	if getdate(order.from_date) < getdate(nowdate()):
		_refuse(
			_("A plan that begins on {0} lies in the past. Choose today or a later day.").format(
				format_date(order.from_date)
			)
		)
	with enforce(SiteVisitError, _("Site Visit")):
		spread(count, days_of(order), cint(order.per_day))


def days_of(order: Plan) -> list:
	"""The working days of the plan, by the organisation's calendar."""
	return working_days(getdate(order.from_date), getdate(order.to_date), settings.work_calendar())


def carry_out(sites: list[str], programme: str | None, order: Plan, job: str | None = None) -> dict:
	"""Make the visits; what cannot be planned is reported. In a job, commits batch by batch."""
	_check_scope(sites)
	rows = _site_rows(sites)
	skipped = [problem for row in rows if (problem := _problem(row, order))]
	left_out = {row["service_site"] for row in skipped}
	todo = [row for row in rows if row.name not in left_out]
	with enforce(SiteVisitError, _("Site Visit")):
		days = spread(len(todo), days_of(order), cint(order.per_day)) if todo else []
	pilots = _pilot_sites([row.name for row in todo], programme)
	planned: list[dict] = []
	for number, (row, day) in enumerate(zip(todo, days, strict=True), start=1):
		_plan_one(row, day, pilots.get(row.name), order, planned, skipped)
		if job and number % _BATCH == 0:
			frappe.db.commit()
			progress.advance(job, number, len(todo))
	return {"planned": planned, "skipped": skipped}


def _plan_one(row, day, pilot: str | None, order: Plan, planned: list, skipped: list) -> None:
	with tried() as outcome:
		doc = frappe.get_doc(
			{
				"doctype": DOCTYPE,
				"service_site": row.name,
				"pilot_site": pilot,
				"visit_kind": order.visit_kind,
				"planned_on": day,
				"visitor": order.visitor or frappe.session.user,
				"experts": [dict(expert) for expert in order.experts],
				"resources": [dict(resource) for resource in order.resources],
			}
		).insert()
	if outcome.problem:
		skipped.append(_skipped(row, outcome.problem))
		return
	planned.append({"visit": doc.name, "site_name": row.site_name, "planned_on": cstr(day)})


def _site_rows(sites: list[str]) -> list:
	found = frappe.get_all(
		SITE,
		filters={"name": ["in", sites]},
		fields=["name", "site_name", "status"],
		limit_page_length=0,
	)
	by_name = {row.name: row for row in found}
	return [by_name[name] for name in sites if name in by_name]


def _problem(row, order: Plan) -> dict | None:
	if row.status == "Closed":
		return _skipped(row, _("The site is closed."))
	other = frappe.db.get_value(
		DOCTYPE,
		{
			"service_site": row.name,
			"visit_kind": order.visit_kind,
			"status": PLANNED,
			"planned_on": ["between", [order.from_date, order.to_date]],
		},
		["name", "planned_on"],
		order_by="planned_on",
	)
	if not other:
		return None
	return _skipped(
		row,
		_("A visit of this kind is planned for {0} already: {1}.").format(format_date(other[1]), other[0]),
	)


def _skipped(row, problem: str) -> dict:
	return {"service_site": row.name, "site_name": row.site_name, "problem": problem}


def _pilot_sites(sites: list[str], programme: str | None) -> dict[str, str]:
	"""The pilot site that each site is now, of the programme if one was chosen."""
	filters = {"service_site": ["in", sites or [""]], "workflow_state": ["in", RUNNING_STATES]}
	if programme:
		filters["programme"] = programme
		del filters["workflow_state"]
	rows = frappe.get_all(
		"Pilot Site",
		filters=filters,
		fields=["name", "service_site"],
		order_by="designated_on, creation",
		limit_page_length=0,
	)
	return {row.service_site: row.name for row in rows}


def _check_scope(sites: Iterable[str]) -> None:
	names = tuple(sorted(set(sites)))
	where = scope.condition(SITE, with_own=False) or "1=1"
	known = frappe.db.sql_list(
		f"select `name` from `tabService Site` where `name` in %(names)s and {where}",  # noqa: S608
		{"names": names},
	)
	for name in sorted(set(names) - set(known)):
		frappe.throw(
			_("{0} lies outside your appointments.").format(name),
			OutOfScopeError,
			title=_("Outside Your Scope"),
		)


def require_visitor(user: str | None) -> None:
	"""Raise PermissionError without the right to make visits, SiteVisitError for who may not log in."""
	require_permission(DOCTYPE, "create")
	if user and not frappe.db.get_value("User", {"name": user, "enabled": 1}, "name"):
		_refuse(_("{0} is no user who may log in. Choose another visitor.").format(user))


def _refuse(message: str) -> None:
	frappe.throw(message, SiteVisitError, title=_("Site Visit"))
