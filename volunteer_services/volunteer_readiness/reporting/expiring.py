"""Qualifications that end soon or have ended, the next one first. One that was renewed, so that a later one
of the same type counts, needs nobody's attention."""

from collections import Counter
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import add_days, cint, getdate, nowdate

from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	is_checked,
	scope_note,
	summary,
	word,
)
from volunteer_services.volunteer_readiness.domain import validity
from volunteer_services.volunteer_readiness.services.qualifications import expiring_days

_NOT_RENEWED = """not exists (select 1 from `tabVolunteer Qualification` as `newer`
	where `newer`.`volunteer` = {t}.`volunteer` and `newer`.`qualification_type` = {t}.`qualification_type`
		and `newer`.`status` in %(running)s
		and (`newer`.`lapses_on` is null or `newer`.`lapses_on` > {t}.`lapses_on`))"""


def expiring(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): one row a qualification."""
	rows = found(filters)
	cards = summary((_("Qualifications"), len(rows)), (_("Volunteers"), len({row.volunteer for row in rows})))
	return columns(), rows, scope_note(), _chart(rows), cards if rows else None


def found(filters: dict) -> list[frappe._dict]:
	"""The qualifications in the reader's scope that end within ``days`` (those of the settings), with the
	days that are left."""
	today = getdate(nowdate())
	days = cint(filters.get("days")) or expiring_days()
	where = Where("Volunteer Qualification", "held").add(
		"{t}.`lapses_on` <= %(last)s", last=add_days(today, days)
	)
	where.add(_NOT_RENEWED, running=validity.RUNNING)
	states = [*validity.RUNNING, *(["Expired"] if is_checked(filters, "with_expired") else [])]
	where.add("{t}.`status` in %(states)s", states=states)
	where.equals(filters, "qualification_type")
	where.below_expression("`profile`.`region`", TREES["region"], filters.get("region"))
	where.below_expression("`profile`.`primary_team`", TREES["team"], filters.get("team"))
	rows = fetch(
		f"""select `held`.`name`, `held`.`volunteer`, `profile`.`full_name`, `held`.`qualification_type`,
			`held`.`number`, `held`.`status`, `held`.`lapses_on`, `held`.`told_days`,
			`profile`.`primary_team` as team, `team`.`team_name`
		from `tabVolunteer Qualification` as `held`
		inner join `tabVolunteer Profile` as `profile` on `profile`.`name` = `held`.`volunteer`
		left join `tabVolunteer Team` as `team` on `team`.`name` = `profile`.`primary_team`
		where {where.sql} order by `held`.`lapses_on`, `held`.`name`""",  # noqa: S608
		where.params,
	)
	for row in rows:
		row.days_left = (row.lapses_on - today).days
		row.status = word(row.status, "Volunteer Qualification")
	return rows


def _chart(rows: list[frappe._dict]) -> dict | None:
	"""How many end in each week, by its Monday."""
	weeks = Counter(_monday(row.lapses_on) for row in rows)
	if not weeks:
		return None
	days = sorted(weeks)
	return bar_chart(
		[f"{day:%Y-%m-%d}" for day in days], {_("Qualifications"): [weeks[day] for day in days]}, "Int"
	)


def _monday(day: date) -> date:
	return day - timedelta(days=day.weekday())


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column("name", _("Volunteer Qualification"), "Link", 160, options="Volunteer Qualification"),
		column(
			"full_name",
			_("Name of Person"),
			width=120,
			link_doctype="Volunteer Profile",
			link_field="volunteer",
		),
		column("team_name", _("Team"), width=190, link_doctype="Volunteer Team", link_field="team"),
		column("qualification_type", _("Qualification Type"), width=170),
		column("number", _("Certificate Number"), width=150),
		column("lapses_on", _("Counts Until"), "Date", 120),
		column("days_left", _("Days Left"), "Int", 100),
		column("status", _("Status"), width=110),
	]
