"""How many of those on file are paired, by group: the target is all of them [S1][S2]."""

import frappe
from frappe import _
from frappe.utils import cint, flt, nowdate

from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	scope_note,
	summary,
)
from volunteer_services.service_needs.domain.recipients import NATIONAL_CODES

DOCTYPE = "Service Recipient"


def by_group(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): on file and paired, by group, in scope. One query.

	Somebody of two groups stands in both.
	"""
	where = Where(DOCTYPE, "r").add("{t}.`status` = 'On File'")
	where.below("region", TREES["region"], filters.get("region"))
	found = fetch(
		f"""select `g`.`recipient_group`, count(*) as on_file, sum(`p`.`paired` > 0) as paired,
			sum(`p`.`late` > 0) as late
		from `tabService Recipient` as `r`
		inner join `tabService Recipient Group` as `g`
			on `g`.`parent` = `r`.`name` and `g`.`parenttype` = 'Service Recipient'
		left join (select `recipient`, sum(`workflow_state` = 'Paired') as paired,
				sum(`workflow_state` = 'Paired' and `next_due_on` < %(today)s) as late
			from `tabRecipient Pairing` group by `recipient`) as `p` on `p`.`recipient` = `r`.`name`
		where {where.sql} group by `g`.`recipient_group`""",  # noqa: S608
		{**where.params, "today": nowdate()},
	)
	order = list(NATIONAL_CODES)
	rows = [
		frappe._dict(
			label=_(row.recipient_group),
			on_file=cint(row.on_file),
			paired=cint(row.paired),
			share=flt(cint(row.paired) * 100 / row.on_file, 1),
			late=cint(row.late),
		)
		for row in sorted(found, key=lambda row: order.index(row.recipient_group))
	]
	if not rows:
		return columns(), [], scope_note(), None, None
	series = {_("On File"): [row.on_file for row in rows], _("Paired"): [row.paired for row in rows]}
	chart = bar_chart([row.label for row in rows], series, "Int")
	chart["barOptions"] = {"stacked": 0}
	worst = min(rows, key=lambda row: row.share)
	cards = summary(
		(_("Groups on File"), len(rows)),
		(_("Lowest Share Paired (%)"), worst.share),
		(_("Pairs with an Overdue Visit"), sum(row.late for row in rows)),
	)
	return columns(), rows, scope_note(), chart, cards


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column("label", _("Recipient Group"), width=200),
		column("on_file", _("On File"), "Int", 100),
		column("paired", _("Paired"), "Int", 100),
		column("share", _("Share Paired (%)"), "Float", 140, precision=1),
		column("late", _("With an Overdue Visit"), "Int", 150),
	]
