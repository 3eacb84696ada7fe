"""Complaints by what they are about: how many, what came of them, how long they took [L67 §18, §20]."""

import frappe
from frappe import _
from frappe.utils import cint, flt, nowdate

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
from volunteer_services.service_records.domain import complaint
from volunteer_services.service_records.domain.complaint import Result, Status

DOCTYPE = "Service Complaint"
_RESULTS = {"found_true": Result.TRUE, "found_untrue": Result.FALSE, "unclear": Result.UNCLEAR}
_COUNTED = ("received", "open", "overdue", "declined", *_RESULTS, "reviewed", "answered", "days")


def by_kind(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary) of the complaints received in the period, in scope."""
	found = _counted(filters)
	if not found:
		return columns(), [], scope_note(), None, None
	rows = [
		frappe._dict(label=_(row.kind, context=DOCTYPE), **_figures([row]))
		for row in sorted(found, key=lambda row: complaint.KINDS.index(row.kind))
	]
	total = frappe._dict(label=_("Totals"), bold=1, **_figures(found))
	series = {
		_("Not Settled Yet"): [row.open for row in rows],
		_("Not Taken Up", context=DOCTYPE): [row.declined for row in rows],
		**{
			_(result.value, context=DOCTYPE): [row[field] for row in rows]
			for field, result in _RESULTS.items()
		},
	}
	cards = summary(
		(_("Complaints Received"), total.received),
		(_("Found True", context=DOCTYPE), total.found_true),
		(_("Past Their Term"), total.overdue),
		(_("Days until the Answer"), total.days),
	)
	return (
		columns(),
		[*rows, total],
		scope_note(),
		bar_chart([row.label for row in rows], series, "Int"),
		cards,
	)


def _figures(rows: list) -> dict:
	sums = {field: sum(cint(row.get(field)) for row in rows) for field in _COUNTED}
	answered, days = sums.pop("answered"), sums.pop("days")
	return {**sums, "days": flt(days / answered, 1) if answered else None}


def _counted(filters: dict) -> list[frappe._dict]:
	where = Where(DOCTYPE, "c").within("received_on", of_filters(filters), is_datetime=True)
	where.below("region", TREES["region"], filters.get("region"))
	results = ", ".join(
		f"sum(case when `c`.`result` = {frappe.db.escape(result.value)} then 1 else 0 end) as {field}"
		for field, result in _RESULTS.items()
	)
	due = "case when `c`.`status` = 'Received' then `c`.`acknowledge_by` else `c`.`answer_by` end"
	return fetch(
		f"""select `c`.`kind`, count(*) as received, {results},
			sum(case when `c`.`status` in %(open)s then 1 else 0 end) as open,
			sum(case when `c`.`status` in %(open)s and {due} < %(today)s then 1 else 0 end) as overdue,
			sum(case when `c`.`status` = %(declined)s then 1 else 0 end) as declined,
			sum(case when coalesce(`c`.`reviewer`, '') <> '' then 1 else 0 end) as reviewed,
			count(`c`.`answered_on`) as answered,
			sum(datediff(`c`.`answered_on`, `c`.`received_on`)) as days
		from `tabService Complaint` as `c` where {where.sql} group by `c`.`kind`""",  # noqa: S608
		{
			**where.params,
			"open": tuple(sorted(complaint.OPEN)),
			"declined": Status.DECLINED.value,
			"today": nowdate(),
		},
	)


def columns() -> list[dict]:
	"""The columns of the report."""
	return [
		column("label", _("What It Is About"), width=160),
		column("received", _("Complaints Received"), "Int", 100),
		column("open", _("Not Settled Yet"), "Int", 110),
		column("overdue", _("Past Their Term"), "Int", 90),
		column("declined", _("Not Taken Up", context=DOCTYPE), "Int", 110),
		column("found_true", _("Found True", context=DOCTYPE), "Int", 100),
		column("found_untrue", _("Found Untrue", context=DOCTYPE), "Int", 100),
		column("unclear", _("Could Not Be Verified", context=DOCTYPE), "Int", 120),
		column("reviewed", _("Reviewed"), "Int", 100),
		column("days", _("Days until the Answer"), "Float", 150, precision=1),
	]
