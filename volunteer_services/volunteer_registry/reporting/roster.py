"""Who volunteers: the roster, and the volunteers by star.

Hours on a volunteer's file are those of the person, wherever they were served: they stand in the row and are
summed up nowhere. No identity numbers. Mobile numbers are masked except for those who administer the files;
files under restriction (consent withdrawn) and merged files are left out.
"""

import frappe
from frappe import _

from volunteer_services.exceptions import ReportFilterError
from volunteer_services.foundation import roles
from volunteer_services.foundation.reporting.period import of_filters
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	hours,
	scope_note,
	share,
	summary,
	word,
)

SEES_MOBILE = frozenset(roles.REVIEWERS)
SERVED = ("Served in the Period", "Did Not Serve in the Period")
MAX_STARS = 5


def roster(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): one row a volunteer, with the service of the period."""
	rows = _fetch(filters)
	if not rows:
		return columns(), [], scope_note(), None, None
	may_see = frappe.session.user == "Administrator" or bool(SEES_MOBILE.intersection(frappe.get_roles()))
	for row in rows:
		row.total_hours = hours(row.total_minutes)
		row.period_hours = hours(row.period_minutes)
		row.is_active = _("Yes") if row.participations else _("No", context="Volunteer Roster")
		row.mobile = row.mobile if may_see else mask(row.mobile)
		row.workflow_state = word(row.workflow_state, "Volunteer Profile")
	total = frappe._dict(
		full_name=_("Totals"),
		period_hours=hours(sum(row.period_minutes for row in rows)),
		participations=sum(row.participations for row in rows),
		bold=1,
	)
	return columns(), [*rows, total], scope_note(), _star_chart(_count_stars(rows)), _cards(rows, total)


def mask(mobile: str | None) -> str:
	"""Only the last four digits."""
	return f"*******{mobile[-4:]}" if mobile else ""


def _profiles(filters: dict) -> Where:
	where = Where("Volunteer Profile", "profile")
	where.below("region", TREES["region"], filters.get("region"))
	where.below("primary_team", TREES["team"], filters.get("team"))
	where.equals(filters, "political_status", "sex")
	where.add("coalesce({t}.`merged_into`, '') = '' and {t}.`is_restricted` = 0")
	state = filters.get("workflow_state") or "Registered"
	if state != "All":
		where.equals({"workflow_state": state}, "workflow_state")
	if filters.get("star_level") not in (None, ""):
		where.add("{t}.`star_level` = %(star_level)s", star_level=int(filters["star_level"]))
	if filters.get("site"):
		where.add(
			"{t}.`primary_team` in (select `name` from `tabVolunteer Team` where `site` = %(profile_site)s)",
			profile_site=filters["site"],
		)
	return where


def _fetch(filters: dict) -> list[frappe._dict]:
	where = _profiles(filters)
	period = {key: filters.get(key) for key in ("period", "from_date", "to_date")}
	logs = Where("Service Log", "log").within("service_date", of_filters(period)).add("{t}.`docstatus` = 1")
	served = filters.get("served") or ""
	if served and served not in SERVED:
		frappe.throw(_("{0} is no choice of this filter.").format(served), ReportFilterError)
	having = {
		SERVED[0]: "and `service`.`volunteer` is not null",
		SERVED[1]: "and `service`.`volunteer` is null",
	}
	rows = fetch(
		f"""select `profile`.`name`, `profile`.`volunteer_no`, `profile`.`full_name`, `profile`.`sex`,
			`profile`.`mobile`, `profile`.`primary_team`, `team`.`team_name`, `profile`.`region`,
			`region`.`region_name`, `profile`.`workflow_state`, `profile`.`registered_on`,
			`profile`.`star_level`, `profile`.`total_minutes`, `profile`.`last_service_date`,
			coalesce(`service`.minutes, 0) as period_minutes,
			coalesce(`service`.participations, 0) as participations
		from `tabVolunteer Profile` as `profile`
		left join `tabVolunteer Team` as `team` on `team`.`name` = `profile`.`primary_team`
		left join `tabService Region` as `region` on `region`.`name` = `profile`.`region`
		left join (
			select `log`.`volunteer`, sum(`log`.`minutes`) as minutes, count(*) as participations
			from `tabService Log` as `log` where {logs.sql} group by `log`.`volunteer`
		) as `service` on `service`.`volunteer` = `profile`.`name`
		where {where.sql} {having.get(served, "")}
		order by `profile`.`full_name`, `profile`.`name`""",  # noqa: S608
		{**where.params, **logs.params},
	)
	for row in rows:
		for field in ("total_minutes", "period_minutes", "participations", "star_level"):
			row[field] = int(row[field] or 0)
	return rows


def columns() -> list[dict]:
	"""The columns of the roster."""
	return [
		column("name", _("Volunteer No."), "Link", 140, options="Volunteer Profile"),
		column(
			"full_name", _("Name of Person"), width=110, link_doctype="Volunteer Profile", link_field="name"
		),
		column("team_name", _("Team"), width=170, link_doctype="Volunteer Team", link_field="primary_team"),
		column("region_name", _("Region"), width=150, link_doctype="Service Region", link_field="region"),
		column("workflow_state", _("Current State"), width=110),
		column("registered_on", _("Registered On"), "Date", 120),
		column("star_level", _("Stars"), "Int", 80),
		column("total_hours", _("Total Hours"), "Float", 110, precision=2),
		column("last_service_date", _("Last Service"), "Date", 120),
		column("period_hours", _("Hours in the Period"), "Float", 130, precision=2),
		column("participations", _("Participations"), "Int", 120),
		column("is_active", _("Active in the Period"), width=120),
		column("mobile", _("Mobile"), width=130),
	]


def _count_stars(rows: list) -> dict[int, int]:
	counts = dict.fromkeys(range(MAX_STARS + 1), 0)
	for row in rows:
		counts[row.star_level] = counts.get(row.star_level, 0) + 1
	return counts


def _star_chart(counts: dict[int, int]) -> dict:
	stars = sorted(counts)
	series = {_("Volunteers"): [counts[star] for star in stars]}
	return bar_chart([f"{star}★" for star in stars], series, "Int")


def star_label(star: int) -> str:
	"""A number of stars in words."""
	return {0: _("No Star"), 1: _("1 Star")}.get(star) or _("{0} Stars").format(star)


def _cards(rows: list, total: frappe._dict) -> list[dict]:
	active = sum(bool(row.participations) for row in rows)
	return summary(
		(_("Volunteers"), len(rows)),
		(_("Active in the Period"), active),
		(_("Share Active (%)"), share(active, len(rows))),
		(_("Hours in the Period"), total.period_hours),
	)


def _star_row(star: int, figures: frappe._dict | None, people: int) -> frappe._dict:
	figures = figures or frappe._dict(volunteers=0, due=0)
	return frappe._dict(
		star=star,
		label=star_label(star),
		volunteers=int(figures.volunteers),
		share=share(figures.volunteers, people),
		due=int(figures.due or 0),
	)


def _star_columns() -> list[dict]:
	return [
		column("label", _("Stars"), width=140),
		column("volunteers", _("Volunteers"), "Int", 120),
		column("share", _("Share of Volunteers"), "Percent", 180),
		column("due", _("Star Due"), "Int", 160),
	]
