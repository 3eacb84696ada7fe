"""The communities beside one another: files, who waits, what was asked and what came of it [S1][S3]."""

import frappe
from frappe import _
from frappe.utils import cint, now_datetime, nowdate

from volunteer_services.foundation.reporting.period import of_filters
from volunteer_services.foundation.reporting.query import (
	TREES,
	Where,
	bar_chart,
	column,
	fetch,
	scope_note,
	summary,
)
from volunteer_services.service_needs.domain.needs import OPEN
from volunteer_services.service_needs.domain.recipients import Living

RECIPIENT, NEED = "Service Recipient", "Service Need"
_OF_FILES = ("on_file", "alone", "paired", "due")
_OF_NEEDS = ("collected", "open", "late", "met")
CHARTED = 15


def by_community(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): a row for each region with files or needs, in scope, in the
	order of the tree. Files as they are today, needs as received in the period. Three queries."""
	found: dict[str, frappe._dict] = {}
	for row in [*_files(filters), *_needs(filters)]:
		found.setdefault(row.region, frappe._dict()).update(row)
	if not found:
		return columns(), [], scope_note(), None, None
	places = frappe.get_all(
		TREES["region"], {"name": ["in", list(found)]}, ["name", "region_name"], order_by="lft", limit=0
	)
	rows = [
		frappe._dict(
			region=place.name,
			label=place.region_name,
			**{field: cint(found[place.name].get(field)) for field in (*_OF_FILES, *_OF_NEEDS)},
		)
		for place in places
	]
	sums = {field: sum(row[field] for row in rows) for field in (*_OF_FILES, *_OF_NEEDS)}
	total = frappe._dict(label=_("Totals"), bold=1, **sums)
	shown = sorted(rows, key=lambda row: (-row.due - row.open, row.label))[:CHARTED]
	series = {
		_("Not Visited for Too Long"): [row.due for row in shown],
		_("In Hand"): [row.open for row in shown],
	}
	cards = summary(
		(_("Recipients on File"), total.on_file),
		(_("Not Visited for Too Long"), total.due),
		(_("Needs Still Open"), total.open),
		(_("Answer Overdue"), total.late),
	)
	return (
		columns(),
		[*rows, total],
		scope_note(),
		bar_chart([row.label for row in shown], series, "Int"),
		cards,
	)


def _files(filters: dict) -> list[frappe._dict]:
	where = Where(RECIPIENT, "r").add("{t}.`status` = 'On File'")
	where.below("region", TREES["region"], filters.get("region"))
	return fetch(
		f"""select `r`.`region`, count(*) as on_file, sum(`r`.`living` = %(alone)s) as alone,
			sum(`r`.`due_on` < %(today)s) as due, sum(`p`.`recipient` is not null) as paired
		from `tabService Recipient` as `r`
		left join (select distinct `recipient` from `tabRecipient Pairing`
			where `workflow_state` = 'Paired') as `p` on `p`.`recipient` = `r`.`name`
		where {where.sql} group by `r`.`region`""",  # noqa: S608
		{**where.params, "alone": Living.ALONE.value, "today": nowdate()},
	)


def _needs(filters: dict) -> list[frappe._dict]:
	where = Where(NEED, "n").within("received_on", of_filters(filters), is_datetime=True)
	where.add("{t}.`workflow_state` <> 'Joined to Another'")
	where.below("region", TREES["region"], filters.get("region"))
	waits = "`n`.`workflow_state` in %(open)s and `n`.`served_on` is null"
	return fetch(
		f"""select `n`.`region`, count(*) as collected, sum({waits}) as open,
			sum({waits} and `n`.`answered_on` is null and `n`.`answer_by` < %(now)s) as late,
			sum(`n`.`served_on` is not null) as met
		from `tabService Need` as `n` where {where.sql} group by `n`.`region`""",  # noqa: S608
		{**where.params, "open": tuple(sorted(one.value for one in OPEN)), "now": now_datetime()},
	)


def columns() -> list[dict]:
	"""The columns of the report; figures of today lead to their lists."""
	files = {"list_doctype": RECIPIENT, "list_from": {"region": "region"}}
	on_file = {**files, "list_to": {"status": "On File"}}
	needs = {"list_doctype": NEED, "list_from": {"region": "region"}}
	return [
		column("label", _("Region"), width=160, link_doctype=TREES["region"], link_field="region"),
		column("on_file", _("Recipients on File"), "Int", 100, **on_file),
		column(
			"alone", _("Living Alone"), "Int", 90, **{**on_file, "list_to": {"living": Living.ALONE.value}}
		),
		column("paired", _("Paired"), "Int", 80),
		column("due", _("Not Visited for Too Long"), "Int", 120),
		column("collected", _("Needs Collected"), "Int", 90, **needs),
		column("open", _("Needs Still Open"), "Int", 90),
		column("late", _("Answer Overdue"), "Int", 90),
		column("met", _("Needs Met"), "Int", 80),
	]
