"""Who was not visited for too long: the file's own rule, or more than so many days [S3]."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, date_diff, getdate, nowdate

from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	column,
	scope_note,
	summary,
)

DOCTYPE = "Service Recipient"
SHOWN = 1_000


def not_visited(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): the longest first, in scope. ``days``: not served for so many
	days, else as each file says. Names are masked. The first 1,000 are shown, all are counted. Two queries.
	"""
	today = getdate(nowdate())
	where = Where(DOCTYPE, "r").add("{t}.`status` = 'On File'")
	days = cint(filters.get("days"))
	if days > 0:
		where.add(
			"coalesce({t}.`last_served_on`, date({t}.`creation`)) <= %(before)s",
			before=add_days(today, -days),
		)
	else:
		where.add("{t}.`due_on` < %(today)s", today=today)
	where.below("region", TREES["region"], filters.get("region"))
	if filters.get("recipient_group"):
		where.add(
			"""exists (select 1 from `tabService Recipient Group` g where g.`parent` = {t}.`name`
			and g.`parenttype` = 'Service Recipient' and g.`recipient_group` = %(group)s)""",
			group=filters["recipient_group"],
		)
	total, never, longest = frappe.db.sql(
		f"""select count(*), coalesce(sum(`r`.`last_served_on` is null), 0),
			coalesce(max(datediff(%(today)s, coalesce(`r`.`last_served_on`, `r`.`creation`))), 0)
		from `tabService Recipient` as `r` where {where.sql}""",  # noqa: S608
		{"today": today, **where.params},
	)[0]
	if not total:
		return columns(), [], scope_note(), None, None
	rows = _rows(where)
	for row in rows:
		row.days = date_diff(today, row.last_served_on or getdate(row.creation))
		row.living = _(row.living) if row.living else ""
		row.is_paired = _("Yes") if row.is_paired else ""
	cards = summary(
		(_("Not Visited for Too Long"), total),
		(_("Of Them Never"), int(never)),
		(_("Longest (Days)"), int(longest)),
	)
	return columns(), rows, _note(total, len(rows)), None, cards


def _rows(where: Where) -> list[frappe._dict]:
	return frappe.db.sql(
		f"""select `r`.`name`, `r`.`masked_name`, `r`.`living`, `r`.`last_served_on`, `r`.`due_on`,
			`r`.`services`, `r`.`creation`, `g`.`region_name`, `s`.`site_name`,
			exists (select 1 from `tabRecipient Pairing` p where p.`recipient` = `r`.`name`
				and p.`workflow_state` = 'Paired') as is_paired
		from `tabService Recipient` as `r`
		left join `tabService Region` as `g` on `g`.`name` = `r`.`region`
		left join `tabService Site` as `s` on `s`.`name` = `r`.`site`
		where {where.sql} order by `r`.`due_on`, `r`.`name` limit {SHOWN}""",  # noqa: S608
		where.params,
		as_dict=True,
	)


def _note(total: int, shown: int) -> str:
	"""Where the list is longer than what is shown, it is said."""
	if total <= shown:
		return scope_note()
	more = _("The {0} who wait longest are shown. Choose a region or a group to see the others.").format(
		shown
	)
	return f"{scope_note() or ''}<p>{more}</p>"


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column("name", _("Service Recipient"), "Link", 120, options=DOCTYPE),
		column("masked_name", _("Recipient as Shown"), width=110),
		column("region_name", _("Region"), width=140),
		column("site_name", _("Site"), width=160),
		column("living", _("Living Situation"), width=120),
		column("last_served_on", _("Last Served On"), "Date", 110),
		column("days", _("Days without Service"), "Int", 120),
		column("due_on", _("Visit Due On"), "Date", 110),
		column("services", _("Services Given"), "Int", 90),
		column("is_paired", _("Paired"), width=80),
	]
