"""What was handed out at activities and is still out, by person and activity."""

from __future__ import annotations

from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import cint, date_diff, getdate, now_datetime, nowdate

from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	column,
	fetch,
	scope_note,
	summary,
)

ENTRY = "Material Entry"


def not_returned(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): one row a hand-out with pieces that are still out."""
	rows = _rows(filters)
	cards = summary(
		(_("Pieces Still Out"), sum(row.still_out for row in rows)),
		(_("People"), len({row.volunteer for row in rows})),
		(_("Activities"), len({row.activity for row in rows})),
	)
	return columns(), rows, scope_note(), None, cards if rows else None


def _rows(filters: dict) -> list[frappe._dict]:
	where = Where(ENTRY, "entry")
	where.add("{t}.`still_out` > 0")
	where.below("region", TREES["region"], filters.get("region"))
	where.below("team", TREES["team"], filters.get("team"))
	where.equals(filters, "activity")
	if days := cint(filters.get("days")):
		where.add("{t}.`happened_at` < %(since)s", since=now_datetime() - timedelta(days=max(days, 0)))
	rows = fetch(
		f"""select `entry`.`name`, `entry`.`volunteer`, `entry`.`volunteer_name`,
			`file`.`mobile_last_four` as last_four, `entry`.`material_name`, `entry`.`unit`, `entry`.`qty`,
			`entry`.`still_out`, `entry`.`happened_at`, `entry`.`activity`, `entry`.`activity_name`,
			`entry`.`team`, `team`.`team_name`, `noted`.`full_name` as noted_by
		from `tabMaterial Entry` as `entry`
		inner join `tabVolunteer Profile` as `file` on `file`.`name` = `entry`.`volunteer`
		left join `tabVolunteer Team` as `team` on `team`.`name` = `entry`.`team`
		left join `tabUser` as `noted` on `noted`.`name` = `entry`.`actor`
		where {where.sql} order by `entry`.`happened_at`, `entry`.`volunteer_name`, `entry`.`name`""",  # noqa: S608
		where.params,
	)
	today = getdate(nowdate())
	for row in rows:
		row.days_out = date_diff(today, row.happened_at)
	return rows


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column(
			"volunteer_name",
			_("Name of Person"),
			width=120,
			link_doctype="Volunteer Profile",
			link_field="volunteer",
		),
		column("last_four", _("Phone, Last Four"), width=100),
		column("material_name", _("Material Name"), width=140, link_doctype=ENTRY, link_field="name"),
		column("still_out", _("Still Out"), "Int", 90),
		column("qty", _("Handed Out"), "Int", 90),
		column("unit", _("Unit"), width=70),
		column("days_out", _("Days Out"), "Int", 90),
		column("happened_at", _("Handed Out On"), "Datetime", 150),
		column(
			"activity_name", _("Activity"), width=220, link_doctype="Service Activity", link_field="activity"
		),
		column("team_name", _("Team"), width=160, link_doctype="Volunteer Team", link_field="team"),
		column("noted_by", _("Noted By"), width=120),
	]
