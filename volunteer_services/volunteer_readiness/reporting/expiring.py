"""Qualifications that end soon or have ended, the next one first."""

from frappe import _
from frappe.utils import add_days, cint, getdate, nowdate

from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	column,
	fetch,
	is_checked,
	scope_note,
	summary,
	word,
)
from volunteer_services.volunteer_readiness.services.qualifications import expiring_days


def expiring(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): one row a qualification."""
	today = getdate(nowdate())
	days = cint(filters.get("days")) or expiring_days()
	where = Where("Volunteer Qualification", "held").add(
		"{t}.`lapses_on` <= %(last)s", last=add_days(today, days)
	)
	states = ["Valid", "Expiring", *(["Expired"] if is_checked(filters, "with_expired") else [])]
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
	cards = summary((_("Qualifications"), len(rows)), (_("Volunteers"), len({row.volunteer for row in rows})))
	return columns(), rows, scope_note(), None, cards if rows else None


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
